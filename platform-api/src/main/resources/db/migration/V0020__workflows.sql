-- A workflow is a draft that changes and versions that never do. Graphs are kept as json, not jsonb: their authors find the
-- document as they wrote it, keys in their order.

create table workflow (
    tenant_id      uuid not null,
    workflow_id    uuid not null,
    project_id     uuid not null,
    name           text not null,
    description    text not null default '',
    graph          json not null,
    revision       bigint not null default 1,
    latest_version integer,
    created_by     uuid not null,
    created_at     timestamptz not null default now(),
    updated_at     timestamptz not null default now(),
    archived_at    timestamptz,
    primary key (tenant_id, workflow_id),
    foreign key (tenant_id, project_id) references project
);
create index workflow_newest on workflow (tenant_id, project_id, created_at desc, workflow_id desc);

create table workflow_version (
    tenant_id    uuid not null,
    workflow_id  uuid not null,
    version      integer not null,
    graph        json not null,
    notes        text not null default '',
    published_by uuid not null,
    published_at timestamptz not null default now(),
    primary key (tenant_id, workflow_id, version),
    foreign key (tenant_id, workflow_id) references workflow
);

do $$
declare
    t text;
begin
    foreach t in array array['workflow', 'workflow_version'] loop
        execute format('alter table %I enable row level security', t);
        execute format('alter table %I force row level security', t);
        execute format('create policy tenant_isolation on %I to signalbox_app using (tenant_id = current_tenant()) with check (tenant_id = current_tenant())', t);
    end loop;
end
$$;
grant select, insert, update on workflow to signalbox_app;
-- A published version never changes and is never deleted: runs point to it.
grant select, insert on workflow_version to signalbox_app;
