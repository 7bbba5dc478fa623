-- What is known of a project's secrets; their values lie in vault_value (ADR 106). hosts and instances say where steps may use one:
-- with neither it is there for people only.

create table secret (
    tenant_id     uuid not null,
    project_id    uuid not null,
    name          text collate "C" not null check (name ~ '^[A-Za-z][A-Za-z0-9_-]{0,79}$'),
    secret_id     uuid not null,
    description   text,
    hosts         text[] not null default '{}',
    instances     uuid[] not null default '{}',
    version       bigint not null default 1,
    value_version bigint not null default 1,
    created_at    timestamptz not null default now(),
    updated_at    timestamptz not null default now(),
    primary key (tenant_id, project_id, name),
    unique (tenant_id, secret_id),
    foreign key (tenant_id, project_id) references project
);
alter table secret enable row level security;
alter table secret force row level security;
create policy tenant_isolation on secret to signalbox_app
    using (tenant_id = current_tenant()) with check (tenant_id = current_tenant());
grant select, insert, update, delete on secret to signalbox_app;
