-- What runs ask people. A task is opened and closed in the transaction that writes its run's journal, so the inbox never shows
-- a task whose run has gone on, and a run never waits for a task that nobody can see.

create table human_task (
    tenant_id       uuid not null,
    task_id         uuid not null,
    project_id      uuid not null,
    workflow_id     uuid not null,
    run_id          uuid not null,
    step_key        text not null,
    name            text not null,
    task_type       text not null,
    payload         jsonb not null,
    options         text[] not null,
    assignees       text[] not null,
    form_schema     jsonb,
    timeout_default jsonb,
    status          text not null default 'open' check (status in ('open', 'completed', 'timed_out', 'cancelled')),
    approved        boolean,
    option          text,
    comment         text,
    decided_by      uuid,
    decided_at      timestamptz,
    due_at          timestamptz,
    created_at      timestamptz not null,
    primary key (tenant_id, task_id),
    foreign key (tenant_id, run_id) references run on delete cascade
);
create index human_task_inbox on human_task (tenant_id, created_at, task_id) where status = 'open';
create index human_task_of_run on human_task (tenant_id, run_id);
create index human_task_due on human_task (due_at) where status = 'open' and due_at is not null;

alter table human_task enable row level security;
alter table human_task force row level security;
create policy tenant_isolation on human_task to signalbox_app
    using (tenant_id = current_tenant()) with check (tenant_id = current_tenant());
grant select, insert, update, delete on human_task to signalbox_app;

create policy system_reads on human_task for select to signalbox_system using (true);
create policy system_reads on run for select to signalbox_system using (true);
grant select on human_task, run to signalbox_system;

-- Tasks whose time is over, in whichever tenant: a node looks before it knows for whom. In a paused run no time goes by.
create function due_tasks() returns table (tenant_id uuid, run_id uuid, task_id uuid)
    language sql stable security definer set search_path = pg_catalog, public as $$
    select t.tenant_id, t.run_id, t.task_id from human_task t
    join run r on r.tenant_id = t.tenant_id and r.run_id = t.run_id and r.status <> 'paused'
    where t.status = 'open' and t.due_at <= clock_timestamp()
    order by t.due_at
    limit 100
$$;
revoke all on function due_tasks() from public;
grant execute on function due_tasks() to signalbox_app;
alter function due_tasks() owner to signalbox_system;
