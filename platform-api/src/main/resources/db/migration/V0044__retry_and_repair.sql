-- A retry is a run of its own that takes over what another one finished; "retry" says what. A repair replaces visits of a run on
-- its way: what they were stays readable, under the generation in which they were replaced.

alter table run add column retry jsonb;
create index run_retries on run (tenant_id, retry_of) where retry_of is not null;

create table run_step_replaced (
    tenant_id   uuid not null,
    run_id      uuid not null,
    step_key    text not null,
    replaced_in integer not null,
    generation  integer not null,
    status      text not null,
    attempt     integer not null,
    input       jsonb,
    result      jsonb,
    reason      text,
    failure     jsonb,
    due_at      timestamptz,
    started_at  timestamptz not null,
    ended_at    timestamptz,
    primary key (tenant_id, run_id, step_key, replaced_in),
    foreign key (tenant_id, run_id) references run on delete cascade
);

alter table run_step_replaced enable row level security;
alter table run_step_replaced force row level security;
create policy tenant_isolation on run_step_replaced to signalbox_app
    using (tenant_id = current_tenant()) with check (tenant_id = current_tenant());
-- Originals are never rewritten.
grant select, insert on run_step_replaced to signalbox_app;
