-- What instances of connectors authenticate with (ADR 107). The secret part lies in vault_value; nothing reads it back but a call.

create table connection (
    tenant_id     uuid not null,
    connection_id uuid not null,
    project_id    uuid not null,
    instance_id   uuid not null,
    profile       text check (length(profile) between 1 and 40),
    kind          text not null check (kind in ('api_key', 'bearer', 'basic')),
    username      text check (length(username) <= 200),
    version       bigint not null default 1,
    created_at    timestamptz not null default now(),
    updated_at    timestamptz not null default now(),
    primary key (tenant_id, connection_id),
    unique nulls not distinct (tenant_id, instance_id, profile),
    foreign key (tenant_id, project_id) references project,
    foreign key (tenant_id, instance_id) references connector_instance on delete cascade
);
create index connection_of_project on connection (tenant_id, project_id, connection_id);
alter table connection enable row level security;
alter table connection force row level security;
create policy tenant_isolation on connection to signalbox_app
    using (tenant_id = current_tenant()) with check (tenant_id = current_tenant());
grant select, insert, update, delete on connection to signalbox_app;
