-- Keys are good for 24 hours; what is older is only weight. Deleting crosses tenants, so it is one of the definer functions.

create policy system_purges on idempotency_key for delete to signalbox_system using (created_at < now() - interval '24 hours');
create policy system_sees_old on idempotency_key for select to signalbox_system using (created_at < now() - interval '24 hours');
grant select, delete on idempotency_key to signalbox_system;

create function purge_idempotency_keys() returns bigint
    language sql volatile security definer set search_path = pg_catalog, public as $$
    with gone as (delete from idempotency_key where created_at < now() - interval '24 hours' returning 1)
    select count(*) from gone
$$;
revoke all on function purge_idempotency_keys() from public;
grant execute on function purge_idempotency_keys() to signalbox_app;
alter function purge_idempotency_keys() owner to signalbox_system;
