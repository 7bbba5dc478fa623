-- Accounts at other systems that somebody has let this platform use (ADR 121), and who we are at their authorization servers. Tokens
-- and secrets are values of the vault; what is here tells only which version of them is good.

create table oauth_client (
    tenant_id      uuid not null references tenant,
    issuer         text not null check (length(issuer) <= 1000),
    redirect_uri   text not null,
    client_id      text not null check (length(client_id) <= 2000),
    authentication text not null,
    -- Names the value of the vault that holds its secret, when it has one.
    secret_id      uuid,
    -- Servers forget clients that nobody ever used.
    registered_at  timestamptz not null default now(),
    proven_at      timestamptz,
    primary key (tenant_id, issuer, redirect_uri)
);

create table connected_account (
    tenant_id     uuid not null,
    account_id    uuid not null,
    project_id    uuid not null,
    instance_id   uuid not null,
    connector_id  text not null,
    -- Who it is for those who connected it; null for the account of the project itself.
    identifier    text collate "C" check (length(identifier) between 1 and 200),
    state         text not null check (state in ('pending_auth', 'pending_verification', 'active', 'expired', 'disconnected')),
    -- Why it does not work, for people.
    problem       text,
    created_by    uuid not null,
    created_at    timestamptz not null default now(),
    updated_at    timestamptz not null default now(),

    -- What the answer of the authorization server must fit; the hash goes when it is used.
    state_hash    bytea unique,
    state_until   timestamptz not null,
    return_url    text,
    proof_hash    bytea,
    proof_until   timestamptz,

    issuer        text not null,
    resource      text not null,
    server        jsonb not null,
    client        jsonb not null,
    redirect_uri  text not null,
    scope         text,

    -- The version of the tokens in the vault; 0 before there are any.
    token_version bigint not null default 0,
    refreshable   boolean not null default false,
    expires_at    timestamptz,
    -- Who is getting new ones, and until when they may: one node at a time.
    lease_holder  uuid,
    lease_until   timestamptz,
    primary key (tenant_id, account_id),
    foreign key (tenant_id, project_id) references project,
    foreign key (tenant_id, instance_id) references connector_instance on delete cascade
);
create index connected_account_of_instance on connected_account (tenant_id, instance_id, identifier);

do $$
declare
    t text;
begin
    foreach t in array array['oauth_client', 'connected_account'] loop
        execute format('alter table %I enable row level security', t);
        execute format('alter table %I force row level security', t);
        execute format('create policy tenant_isolation on %I to signalbox_app using (tenant_id = current_tenant()) with check (tenant_id = current_tenant())', t);
        execute format('grant select, insert, update, delete on %I to signalbox_app', t);
    end loop;
end
$$;

-- Tokens go with their account, however it goes: also when its instance is deleted.
create function forget_account_tokens() returns trigger language plpgsql set search_path = pg_catalog, public as $$
begin
    delete from vault_value
    where tenant_id = old.tenant_id and kind in ('account', 'authorization') and name = old.account_id::text;
    return null;
end
$$;
create trigger forget_account_tokens after delete on connected_account
    for each row execute function forget_account_tokens();

-- An account by the hash of the state that a browser brings back: it does not say whose it is.
create policy system_reads on connected_account for select to signalbox_system using (true);
grant select on connected_account to signalbox_system;

create function find_authorization(p_hash bytea) returns table (tenant_id uuid, account_id uuid)
    language sql stable security definer set search_path = pg_catalog, public as $$
    select a.tenant_id, a.account_id from connected_account a where a.state_hash = p_hash
$$;
revoke all on function find_authorization(bytea) from public;
grant execute on function find_authorization(bytea) to signalbox_app;
alter function find_authorization(bytea) owner to signalbox_system;
