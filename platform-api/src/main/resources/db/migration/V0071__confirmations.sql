-- A person's word on one risky call of an agent (ADR 95). call_hash binds it to the tool and its exact arguments, user and token to
-- the caller, expires_at to five minutes, used_at to one use.

create table confirmation (
    tenant_id       uuid not null references tenant,
    confirmation_id uuid not null,
    user_id         uuid not null,
    token_id        uuid,
    tool            text not null check (length(tool) <= 64),
    arguments       jsonb not null,
    call_hash       text not null,
    status          text not null default 'pending' check (status in ('pending', 'confirmed', 'declined')),
    created_at      timestamptz not null default clock_timestamp(),
    expires_at      timestamptz not null,
    decided_at      timestamptz,
    decided_by      text check (decided_by in ('sign_in', 'delegated')),
    used_at         timestamptz,
    primary key (tenant_id, confirmation_id),
    foreign key (tenant_id, token_id) references access_token
);
create index confirmation_of_person on confirmation (tenant_id, user_id, created_at);
create index confirmation_old on confirmation (tenant_id, expires_at);
alter table confirmation enable row level security;
alter table confirmation force row level security;
create policy tenant_isolation on confirmation to signalbox_app
    using (tenant_id = current_tenant()) with check (tenant_id = current_tenant());
grant select, insert, delete on confirmation to signalbox_app;
-- What was asked is never changed, only answered and used.
grant update (status, decided_at, decided_by, used_at) on confirmation to signalbox_app;
