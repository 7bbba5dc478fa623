-- Triggers start runs by the clock. The next fire is kept as a moment, so that finding what is due is one look into an index. A
-- fire, the run it starts and the moment after it are written in one transaction: a node that dies in between has done nothing,
-- and whichever comes next does it once. ADR 81.

create table trigger (
    tenant_id       uuid not null,
    trigger_id      uuid not null,
    project_id      uuid not null,
    workflow_id     uuid not null,
    name            text not null,
    cron            text not null,
    time_zone       text not null,
    version         integer,
    trigger_payload jsonb not null,
    catch_up        text not null check (catch_up in ('skip', 'last', 'all')),
    catch_up_limit  integer not null check (catch_up_limit between 1 and 100),
    overlap         text not null check (overlap in ('allow', 'skip', 'queue_one')),
    starts_at       timestamptz,
    ends_at         timestamptz,
    enabled         boolean not null,
    revision        bigint not null default 1,
    owner           uuid not null,
    owner_token     uuid,
    -- Null while it is paused, and when it fires no more.
    next_fire_at    timestamptz,
    queued_fire_at  timestamptz,
    last_fire_at    timestamptz,
    last_run_id     uuid,
    failures        integer not null default 0,
    last_error      jsonb,
    created_at      timestamptz not null default now(),
    updated_at      timestamptz not null default now(),
    primary key (tenant_id, trigger_id),
    unique (tenant_id, workflow_id, name),
    foreign key (tenant_id, project_id) references project,
    foreign key (tenant_id, workflow_id) references workflow
);
create index trigger_newest on trigger (tenant_id, created_at desc, trigger_id desc);
create index trigger_due on trigger (next_fire_at) where next_fire_at is not null;
create index trigger_queued on trigger (queued_fire_at) where queued_fire_at is not null;

create table trigger_fire (
    tenant_id   uuid not null,
    trigger_id  uuid not null,
    fire_at     timestamptz not null,
    by_hand     boolean not null,
    outcome     text not null check (outcome in ('started', 'queued', 'skipped', 'missed', 'failed')),
    run_id      uuid,
    fired_by    uuid,
    error       jsonb,
    recorded_at timestamptz not null,
    primary key (tenant_id, trigger_id, fire_at, by_hand),
    foreign key (tenant_id, trigger_id) references trigger on delete cascade
);

do $$
declare
    t text;
begin
    foreach t in array array['trigger', 'trigger_fire'] loop
        execute format('alter table %I enable row level security', t);
        execute format('alter table %I force row level security', t);
        execute format('create policy tenant_isolation on %I to signalbox_app using (tenant_id = current_tenant()) with check (tenant_id = current_tenant())', t);
        execute format('grant select, insert, update, delete on %I to signalbox_app', t);
    end loop;
end
$$;

create policy system_reads on trigger for select to signalbox_system using (true);
grant select on trigger to signalbox_system;

-- Triggers whose time has come, or whose waiting fire waits no longer, in whichever tenant: a node looks before it knows for whom.
create function due_triggers(p_now timestamptz) returns table (tenant_id uuid, trigger_id uuid)
    language sql stable security definer set search_path = pg_catalog, public as $$
    (select t.tenant_id, t.trigger_id from trigger t
     where t.next_fire_at <= p_now
     order by t.next_fire_at
     limit 200)
    union
    (select t.tenant_id, t.trigger_id from trigger t
     where t.queued_fire_at is not null
       and not exists (select 1 from run r
                       where r.tenant_id = t.tenant_id and r.run_id = t.last_run_id and r.ended_at is null)
     order by t.queued_fire_at
     limit 200)
$$;
revoke all on function due_triggers(timestamptz) from public;
grant execute on function due_triggers(timestamptz) to signalbox_app;
alter function due_triggers(timestamptz) owner to signalbox_system;
