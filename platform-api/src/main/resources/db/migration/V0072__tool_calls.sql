-- Buckets of tools are many: one for each tool of each token. One that nobody takes from is full, as one that is not there, so it
-- may be forgotten. Deleting crosses tenants, so it is one of the definer functions.

create index call_bucket_at on call_bucket (at);
create policy system_purges on call_bucket for delete to signalbox_system using (at < now() - interval '1 hour');
create policy system_sees_old on call_bucket for select to signalbox_system using (at < now() - interval '1 hour');
grant select, delete on call_bucket to signalbox_system;

create function purge_call_buckets() returns bigint
    language sql volatile security definer set search_path = pg_catalog, public as $$
    with gone as (delete from call_bucket where at < now() - interval '1 hour' returning 1)
    select count(*) from gone
$$;
revoke all on function purge_call_buckets() from public;
grant execute on function purge_call_buckets() to signalbox_app;
alter function purge_call_buckets() owner to signalbox_system;
