-- Audit entries are appended unchained in the transaction of what they tell, and chained afterwards by one sequencer per
-- tenant: a chain inside business transactions would make a tenant's writers wait for one another. ADR 10.

create table audit_event (
    tenant_id  uuid not null,
    event_id   uuid not null,
    at         timestamptz not null default clock_timestamp(),
    actor      uuid,
    token_id   uuid,
    action     text not null,
    target     text,
    outcome    text not null check (outcome in ('done', 'denied', 'failed')),
    details    jsonb not null default '{}',
    position   bigint,
    hash       bytea,
    primary key (tenant_id, event_id)
);
create unique index audit_event_position on audit_event (tenant_id, position) where position is not null;
create index audit_event_unchained on audit_event (tenant_id, at, event_id) where position is null;

alter table audit_event enable row level security;
alter table audit_event force row level security;
create policy tenant_isolation on audit_event to signalbox_app
    using (tenant_id = current_tenant()) with check (tenant_id = current_tenant());
-- Nothing is ever deleted or rewritten: only the chain's own columns may be filled in.
grant select, insert, update (position, hash) on audit_event to signalbox_app;

create policy system_reads on audit_event for select to signalbox_system using (true);
grant select on audit_event to signalbox_system;

create function tenants_with_unchained_audit() returns table (tenant_id uuid)
    language sql stable security definer set search_path = pg_catalog, public as $$
    select distinct a.tenant_id from audit_event a where a.position is null limit 100
$$;
revoke all on function tenants_with_unchained_audit() from public;
grant execute on function tenants_with_unchained_audit() to signalbox_app;
alter function tenants_with_unchained_audit() owner to signalbox_system;
