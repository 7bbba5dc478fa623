-- db-scheduler's table: which run is due when, and which node drives it. It names a run by tenant, run and generation and holds
-- nothing of its content, and a node must see what is due before it knows for whom: so it has no tenant column and no policy.

create table scheduled_tasks (
    task_name            text not null,
    task_instance        text not null,
    task_data            bytea,
    execution_time       timestamptz not null,
    picked               boolean not null,
    picked_by            text,
    last_success         timestamptz,
    last_failure         timestamptz,
    consecutive_failures integer,
    last_heartbeat       timestamptz,
    version              bigint not null,
    priority             smallint,
    state                text,
    primary key (task_name, task_instance)
);
create index scheduled_tasks_due on scheduled_tasks (execution_time);
create index scheduled_tasks_driven on scheduled_tasks (last_heartbeat);
grant select, insert, update, delete on scheduled_tasks to signalbox_app;
