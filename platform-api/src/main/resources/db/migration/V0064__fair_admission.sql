-- Who starts a hundred thousand runs must not keep the others from starting one. A run waits in the queue of its tenant until it
-- is admitted to the schedule, and tenants are admitted in turn. Runs that are parked take no place: only those that are driven,
-- or could be, count.

alter table run add column admitted_at timestamptz;
update run set admitted_at = started_at;
create index run_unadmitted on run (tenant_id, started_at, run_id)
    where admitted_at is null and ended_at is null and status = 'queued';

-- The schedule names its tenant inside of a text; this counts what is due for one without reading what is due for the others.
create index scheduled_tasks_of_tenant on scheduled_tasks (split_part(task_instance, ':', 1), execution_time);

-- Only where a tenant is to have other shares than the platform's settings give to everybody.
create table run_share (
    tenant_id uuid primary key references tenant,
    weight    integer not null check (weight between 1 and 100),
    most_due  integer not null check (most_due between 1 and 100000),
    calls_per_second           numeric check (calls_per_second > 0),
    calls_per_second_connector numeric check (calls_per_second_connector > 0)
);
alter table run_share enable row level security;
alter table run_share force row level security;
create policy tenant_isolation on run_share to signalbox_app
    using (tenant_id = current_tenant()) with check (tenant_id = current_tenant());
grant select on run_share to signalbox_app;

grant select on run to signalbox_system;

-- Whose runs wait to be admitted.
create function tenants_with_unadmitted_runs() returns table (tenant_id uuid)
    language sql stable security definer set search_path = pg_catalog, public as $$
    select distinct r.tenant_id from run r
    where r.admitted_at is null and r.ended_at is null and r.status = 'queued'
    limit 1000
$$;
revoke all on function tenants_with_unadmitted_runs() from public;
grant execute on function tenants_with_unadmitted_runs() to signalbox_app;
alter function tenants_with_unadmitted_runs() owner to signalbox_system;
