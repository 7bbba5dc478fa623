-- Values nobody is to see (ADR 105). A tenant's keys are wrapped by a master key that the database never has; a value is sealed by one
-- of them and bound to tenant, project, kind, name and version, so that it opens in no other row.

create table vault_keyset (
    tenant_id  uuid primary key references tenant,
    wrapped    text not null,
    -- Which master key wrapped it, so that one finds those that are still under the old one.
    master_key text not null,
    -- Changes with the keys: what a node has unwrapped is good for this version only.
    version    bigint not null default 1,
    keys       integer not null default 1,
    created_at timestamptz not null default now(),
    rotated_at timestamptz not null default now()
);

create table vault_value (
    tenant_id  uuid not null references vault_keyset,
    kind       text not null check (kind ~ '^[a-z][a-z0-9-]{0,39}$'),
    name       text collate "C" not null check (length(name) between 1 and 200),
    version    bigint not null,
    project_id uuid,
    key_id     bigint not null,
    sealed     text not null,
    sealed_at  timestamptz not null default now(),
    expires_at timestamptz,
    primary key (tenant_id, kind, name, version),
    foreign key (tenant_id, project_id) references project
);
create index vault_value_by_key on vault_value (tenant_id, key_id);
create index vault_value_expired on vault_value (expires_at) where expires_at is not null;

do $$
declare
    t text;
begin
    foreach t in array array['vault_keyset', 'vault_value'] loop
        execute format('alter table %I enable row level security', t);
        execute format('alter table %I force row level security', t);
        execute format('create policy tenant_isolation on %I to signalbox_app using (tenant_id = current_tenant()) with check (tenant_id = current_tenant())', t);
    end loop;
end
$$;
grant select, insert, update on vault_keyset to signalbox_app;
grant select, insert, update, delete on vault_value to signalbox_app;

-- Tenants whose keys are under another master key, or who have more keys than one, in whichever tenant: a node looks before it knows
-- for whom.
create policy system_reads on vault_keyset for select to signalbox_system using (true);
grant select on vault_keyset to signalbox_system;

create function tenants_with_vault_work(p_master text) returns table (tenant_id uuid)
    language sql stable security definer set search_path = pg_catalog, public as $$
    select k.tenant_id from vault_keyset k where k.master_key <> p_master or k.keys > 1 limit 200
$$;
revoke all on function tenants_with_vault_work(text) from public;
grant execute on function tenants_with_vault_work(text) to signalbox_app;
alter function tenants_with_vault_work(text) owner to signalbox_system;

-- What is older than its lifetime is of no use to anybody but a thief.
create policy system_purges on vault_value for delete to signalbox_system using (expires_at < now());
create policy system_sees_old on vault_value for select to signalbox_system using (expires_at < now());
grant select, delete on vault_value to signalbox_system;

create function purge_vault_values() returns bigint
    language sql volatile security definer set search_path = pg_catalog, public as $$
    with gone as (delete from vault_value where expires_at < now() returning 1)
    select count(*) from gone
$$;
revoke all on function purge_vault_values() from public;
grant execute on function purge_vault_values() to signalbox_app;
alter function purge_vault_values() owner to signalbox_system;
