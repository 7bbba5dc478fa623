-- Runs and their journal. A run is driven by one node at a time; two counters guard it. "epoch" rises whenever a node takes the
-- run up, so that a node which was thought dead and comes back cannot write. "wake" rises whenever something from outside
-- changes the run (an answer, a pause), so that a driver never parks or decides on what is no longer true.

create table run (
    tenant_id           uuid not null references tenant,
    run_id              uuid not null,
    project_id          uuid not null,
    workflow_id         uuid not null,
    version             integer not null,
    status              text not null default 'queued' check (status in
        ('pending', 'queued', 'starting', 'running', 'paused', 'draining', 'completed', 'failed', 'stopped')),
    phase               text not null default 'queued' check (phase in
        ('accepted', 'queued', 'starting', 'executing', 'awaiting_human', 'awaiting_external', 'awaiting_timer',
         'awaiting_credits', 'paused', 'draining', 'retrying', 'completed', 'failed', 'stopped')),
    epoch               bigint not null default 0,
    wake                bigint not null default 0,
    last_seq            bigint not null default 0,
    generation          integer not null default 1,
    interpreter_version integer not null,
    input               jsonb not null,
    requested           jsonb not null,
    trigger_steps       text[] not null default '{}',
    excluded_step_ids   text[] not null default '{}',
    trigger             text not null check (trigger in ('api', 'console', 'mcp', 'webhook', 'cron', 'run')),
    started_by          uuid not null,
    started_with        uuid,
    external_id         text check (length(external_id) <= 200),
    session_id          uuid not null,
    retry_of            uuid,
    credits             bigint not null default 0,
    edits               jsonb not null default '{}',
    output              jsonb,
    error               jsonb,
    begun_at            timestamptz,
    paused_at           timestamptz,
    drain_until         timestamptz,
    started_on          date not null,
    started_at          timestamptz not null,
    ended_at            timestamptz,
    primary key (tenant_id, run_id),
    foreign key (tenant_id, project_id) references project
);
create index run_newest on run (tenant_id, started_at desc, run_id desc);
create index run_of_workflow on run (tenant_id, workflow_id, started_at desc, run_id desc);
create index run_live on run (tenant_id, project_id) where ended_at is null;

-- The journal: one row for each visit of a step, written whole whenever it changes. What has ended here is never decided again.
create table run_step (
    tenant_id  uuid not null,
    run_id     uuid not null,
    step_key   text not null,
    generation integer not null,
    status     text not null check (status in
        ('running', 'waiting', 'retrying', 'completed', 'skipped', 'failed', 'cancelled')),
    attempt    integer not null,
    input      jsonb,
    result     jsonb,
    reason     text,
    failure    jsonb,
    due_at     timestamptz,
    started_at timestamptz not null,
    ended_at   timestamptz,
    primary key (tenant_id, run_id, step_key),
    foreign key (tenant_id, run_id) references run on delete cascade
);

-- What happened, in order: seq has no gap within a run, because it is counted in the run's row by whoever holds its lock. Parts
-- are cut by the day the run started, not by the day of the event: so (run, seq) stays unique within one part.
create table run_event (
    tenant_id  uuid not null,
    started_on date not null,
    run_id     uuid not null,
    seq        bigint not null,
    type       text not null,
    step_key   text,
    data       jsonb not null default '{}',
    at         timestamptz not null default clock_timestamp(),
    primary key (tenant_id, started_on, run_id, seq)
) partition by range (started_on);
alter table run_event enable row level security;
alter table run_event force row level security;
create policy tenant_isolation on run_event to signalbox_app
    using (tenant_id = current_tenant()) with check (tenant_id = current_tenant());
-- Append only: nobody rewrites what happened.
grant select, insert on run_event to signalbox_app;

-- Makes the part for the month of a day. The application may not create tables, so it asks this; a part that a query names
-- directly is closed by its own policy, because the parent's does not cover it.
create function make_run_event_part(p_day date) returns void
    language plpgsql security definer set search_path = pg_catalog, public as $$
declare
    first date := date_trunc('month', p_day);
    part  text := 'run_event_' || to_char(p_day, 'YYYY_MM');
begin
    perform pg_advisory_xact_lock(hashtext('make_run_event_part'));
    if to_regclass('public.' || part) is not null then
        return;
    end if;
    execute format('create table public.%I partition of public.run_event for values from (%L) to (%L)',
        part, first, first + interval '1 month');
    execute format('alter table public.%I enable row level security', part);
    execute format('alter table public.%I force row level security', part);
    execute format('create policy tenant_isolation on public.%I to signalbox_app '
        'using (tenant_id = public.current_tenant()) with check (tenant_id = public.current_tenant())', part);
end
$$;
revoke all on function make_run_event_part(date) from public;
grant execute on function make_run_event_part(date) to signalbox_app;

select make_run_event_part((current_date + months * interval '1 month')::date) from generate_series(0, 2) as months;

do $$
declare
    t text;
begin
    foreach t in array array['run', 'run_step'] loop
        execute format('alter table %I enable row level security', t);
        execute format('alter table %I force row level security', t);
        execute format('create policy tenant_isolation on %I to signalbox_app using (tenant_id = current_tenant()) with check (tenant_id = current_tenant())', t);
        execute format('grant select, insert, update, delete on %I to signalbox_app', t);
    end loop;
end
$$;
