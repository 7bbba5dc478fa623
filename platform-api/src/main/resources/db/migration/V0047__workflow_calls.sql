-- Runs that other runs start. The child knows its parent from the beginning; "run_call" says what is left to be done between the
-- two, so that neither has to lock the other: "return" is written with the end of the child, "stop" with the end of the parent's
-- step, and whoever finds it carries it out. ADR 35.

alter table run
    add column parent_run_id uuid,
    add column parent_step_id text,
    add constraint run_parent check ((parent_run_id is null) = (parent_step_id is null));

create table run_call (
    tenant_id     uuid not null,
    child_run_id  uuid not null,
    parent_run_id uuid not null,
    step_key      text not null,
    depth         integer not null check (depth between 1 and 16),
    todo          text check (todo in ('return', 'stop')),
    primary key (tenant_id, child_run_id),
    foreign key (tenant_id, child_run_id) references run on delete cascade,
    foreign key (tenant_id, parent_run_id) references run on delete cascade
);
create index run_call_of_parent on run_call (tenant_id, parent_run_id);
create index run_call_todo on run_call (tenant_id, child_run_id) where todo is not null;

alter table run_call enable row level security;
alter table run_call force row level security;
create policy tenant_isolation on run_call to signalbox_app
    using (tenant_id = current_tenant()) with check (tenant_id = current_tenant());
grant select, insert, update, delete on run_call to signalbox_app;

create policy system_reads on run_call for select to signalbox_system using (true);
grant select on run_call to signalbox_system;

-- What is left to be done, in whichever tenant: a node looks before it knows for whom.
create function calls_to_settle() returns table (tenant_id uuid, child_run_id uuid, parent_run_id uuid, step_key text, todo text)
    language sql stable security definer set search_path = pg_catalog, public as $$
    select c.tenant_id, c.child_run_id, c.parent_run_id, c.step_key, c.todo from run_call c
    where c.todo is not null
    limit 100
$$;
revoke all on function calls_to_settle() from public;
grant execute on function calls_to_settle() to signalbox_app;
alter function calls_to_settle() owner to signalbox_system;
