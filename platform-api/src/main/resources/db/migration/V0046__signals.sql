-- Signals that other systems send to runs. Each is kept, also one that comes before its step waits, and is taken by exactly one
-- step: in the transaction that writes that step's result. "position" counts the signals of a run in the order of their arrival;
-- it is given under the run's lock. The payload stays only as long as no step has taken it: then it is the step's result.

create table run_signal (
    tenant_id    uuid not null,
    run_id       uuid not null,
    position     bigint not null,
    signal_id    uuid not null,
    name         text not null,
    payload      jsonb,
    sent_by      uuid not null,
    step_key     text,
    received_at  timestamptz not null,
    delivered_at timestamptz,
    primary key (tenant_id, run_id, position),
    unique (tenant_id, signal_id),
    foreign key (tenant_id, run_id) references run on delete cascade,
    check ((delivered_at is null) = (step_key is null))
);
create index run_signal_pending on run_signal (tenant_id, run_id, name, position) where delivered_at is null;

alter table run_signal enable row level security;
alter table run_signal force row level security;
create policy tenant_isolation on run_signal to signalbox_app
    using (tenant_id = current_tenant()) with check (tenant_id = current_tenant());
grant select, insert, update, delete on run_signal to signalbox_app;
