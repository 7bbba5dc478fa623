-- The text of a token, sealed, for the ten minutes in which it may be shown once more (ADR 94). Everywhere else there is its hash.

create table sealed_token (
    tenant_id uuid not null,
    token_id  uuid not null,
    sealed    text not null,
    sealed_at timestamptz not null default now(),
    primary key (tenant_id, token_id),
    foreign key (tenant_id, token_id) references access_token on delete cascade
);
alter table sealed_token enable row level security;
alter table sealed_token force row level security;
create policy tenant_isolation on sealed_token to signalbox_app
    using (tenant_id = current_tenant()) with check (tenant_id = current_tenant());
grant select, insert, update, delete on sealed_token to signalbox_app;

-- What is older is of no use to anybody but a thief. Deleting crosses tenants, so it is one of the definer functions.
create policy system_purges on sealed_token for delete to signalbox_system using (sealed_at < now() - interval '10 minutes');
create policy system_sees_old on sealed_token for select to signalbox_system using (sealed_at < now() - interval '10 minutes');
grant select, delete on sealed_token to signalbox_system;

create function purge_sealed_tokens() returns bigint
    language sql volatile security definer set search_path = pg_catalog, public as $$
    with gone as (delete from sealed_token where sealed_at < now() - interval '10 minutes' returning 1)
    select count(*) from gone
$$;
revoke all on function purge_sealed_tokens() from public;
grant execute on function purge_sealed_tokens() to signalbox_app;
alter function purge_sealed_tokens() owner to signalbox_system;
