-- What a creation answered, so that the same request sent again is answered and not repeated. "Running" is a lease: a node that
-- died in the middle does not block the key for ever.

create table idempotency_key (
    tenant_id    uuid not null,
    caller       text not null,
    route        text not null,
    key          text not null,
    body_hash    bytea not null,
    lease_until  timestamptz,
    status       integer,
    content_type text,
    location     text,
    etag         text,
    body         bytea,
    created_at   timestamptz not null default now(),
    primary key (tenant_id, caller, route, key)
);
create index idempotency_key_age on idempotency_key (created_at);

alter table idempotency_key enable row level security;
alter table idempotency_key force row level security;
create policy tenant_isolation on idempotency_key to signalbox_app
    using (tenant_id = current_tenant()) with check (tenant_id = current_tenant());
grant select, insert, update, delete on idempotency_key to signalbox_app;
