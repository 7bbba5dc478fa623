-- How many tools a tenant, and each of its connectors, may still call right now. It fills up with time, so a row says how much there
-- was and when. Shared by all nodes.

create table call_bucket (
    tenant_id uuid not null references tenant,
    name      text not null check (length(name) <= 300),
    calls     double precision not null,
    at        timestamptz not null,
    primary key (tenant_id, name)
);
alter table call_bucket enable row level security;
alter table call_bucket force row level security;
create policy tenant_isolation on call_bucket to signalbox_app
    using (tenant_id = current_tenant()) with check (tenant_id = current_tenant());
grant select, insert, update, delete on call_bucket to signalbox_app;
