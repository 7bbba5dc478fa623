-- Configured connectors of projects, and the documents that connectors keep for them. Documents hang on an owner and not on an
-- instance's row: a project that configured nothing is served by an instance without a row, and it too may keep some.

create table connector_instance (
    tenant_id    uuid not null,
    instance_id  uuid not null,
    project_id   uuid not null,
    connector_id text not null check (connector_id ~ '^[a-z][a-z0-9-]{0,39}$'),
    name         text not null check (length(name) between 1 and 80),
    settings     jsonb not null check (jsonb_typeof(settings) = 'object'),
    enabled      boolean not null default true,
    version      bigint not null default 1,
    created_at   timestamptz not null default now(),
    updated_at   timestamptz not null default now(),
    primary key (tenant_id, instance_id),
    unique (tenant_id, project_id, name),
    foreign key (tenant_id, project_id) references project
);
create index connector_instance_connector on connector_instance (tenant_id, project_id, connector_id) where enabled;

create table connector_document (
    tenant_id  uuid not null,
    project_id uuid not null,
    owner_id   uuid not null,
    key        text collate "C" not null check (length(key) between 1 and 256),
    content    jsonb not null check (jsonb_typeof(content) = 'object'),
    version    bigint not null default 1,
    updated_at timestamptz not null default now(),
    primary key (tenant_id, owner_id, key),
    foreign key (tenant_id, project_id) references project
);

do $$
declare
    t text;
begin
    foreach t in array array['connector_instance', 'connector_document'] loop
        execute format('alter table %I enable row level security', t);
        execute format('alter table %I force row level security', t);
        execute format('create policy tenant_isolation on %I to signalbox_app using (tenant_id = current_tenant()) with check (tenant_id = current_tenant())', t);
        execute format('grant select, insert, update, delete on %I to signalbox_app', t);
    end loop;
end
$$;
