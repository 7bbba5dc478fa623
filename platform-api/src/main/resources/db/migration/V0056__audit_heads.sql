-- What a chain of hashes cannot tell by itself: that its end was cut off. audit_chain keeps where each chain ends, apart from the
-- entries; audit_head keeps what was signed of it, and is what others take away to compare with later. ADR 55.

create table audit_chain (
    tenant_id       uuid primary key,
    position        bigint not null,
    hash            bytea not null,
    signed_position bigint not null default 0
);

create table audit_head (
    tenant_id uuid not null,
    position  bigint not null,
    hash      bytea not null,
    at        timestamptz not null,
    key_id    text not null,
    signature text not null,
    primary key (tenant_id, position)
);

do $$
declare
    t text;
begin
    foreach t in array array['audit_chain', 'audit_head'] loop
        execute format('alter table %I enable row level security', t);
        execute format('create policy tenant_isolation on %I to signalbox_app using (tenant_id = current_tenant()) with check (tenant_id = current_tenant())', t);
    end loop;
end
$$;
grant select, insert, update (position, hash, signed_position) on audit_chain to signalbox_app;
-- A head that was signed is never taken back.
grant select, insert on audit_head to signalbox_app;

-- The chains that exist already end where they end now. The owner reads them all once, and then no more.
alter table audit_event no force row level security;
insert into audit_chain (tenant_id, position, hash)
select distinct on (tenant_id) tenant_id, position, hash
from audit_event
where position is not null
order by tenant_id, position desc;
alter table audit_event force row level security;
alter table audit_chain force row level security;
alter table audit_head force row level security;

create policy system_reads on audit_chain for select to signalbox_system using (true);
grant select on audit_chain to signalbox_system;

-- Which chains have moved since they were signed: the signer works for all tenants.
create function tenants_with_unsigned_audit() returns table (tenant_id uuid)
    language sql stable security definer set search_path = pg_catalog, public as $$
    select c.tenant_id from audit_chain c where c.position > c.signed_position
$$;
revoke all on function tenants_with_unsigned_audit() from public;
grant execute on function tenants_with_unsigned_audit() to signalbox_app;
alter function tenants_with_unsigned_audit() owner to signalbox_system;

-- The platform's own chain stands under the id of all zeros, which no tenant may have.
alter table tenant add constraint tenant_is_not_the_platform check (tenant_id <> '00000000-0000-0000-0000-000000000000');
