-- The tenant's feed of run events. An entry is written with its event, without a position; the position is given after the
-- commit, by whoever holds the tenant's head. So a position is only ever given to what is committed, a smaller one never
-- appears after a larger one, a reader's cursor skips nothing, and the writers of a tenant do not wait for one another. ADR 31.

create table run_feed (
    tenant_id  uuid not null,
    run_id     uuid not null,
    seq        bigint not null,
    started_on date not null,
    position   bigint,
    primary key (tenant_id, run_id, seq),
    foreign key (tenant_id, run_id) references run on delete cascade
);
create unique index run_feed_position on run_feed (tenant_id, position) where position is not null;
create index run_feed_unplaced on run_feed (tenant_id) where position is null;

create table run_feed_head (
    tenant_id uuid primary key references tenant,
    position  bigint not null default 0
);

do $$
declare
    t text;
begin
    foreach t in array array['run_feed', 'run_feed_head'] loop
        execute format('alter table %I enable row level security', t);
        execute format('alter table %I force row level security', t);
        execute format('create policy tenant_isolation on %I to signalbox_app using (tenant_id = current_tenant()) with check (tenant_id = current_tenant())', t);
        execute format('grant select, insert, update, delete on %I to signalbox_app', t);
    end loop;
end
$$;

create policy system_reads on run_feed for select to signalbox_system using (true);
grant select on run_feed to signalbox_system;

-- Whose feed has entries without a position: a node that died after the commit leaves them to the others.
create function tenants_with_unplaced_events() returns table (tenant_id uuid)
    language sql stable security definer set search_path = pg_catalog, public as $$
    select distinct f.tenant_id from run_feed f where f.position is null limit 100
$$;
revoke all on function tenants_with_unplaced_events() from public;
grant execute on function tenants_with_unplaced_events() to signalbox_app;
alter function tenants_with_unplaced_events() owner to signalbox_system;
