-- The few look-ups that cross tenants. Each runs as signalbox_system, which nobody can log in as, sees only the tables named
-- here, and returns ids; what is behind an id is then read inside its tenant. This list is tested: a new one needs a reason.

create policy system_reads on tenant for select to signalbox_system using (true);
create policy system_reads on member for select to signalbox_system using (true);
create policy system_reads on access_token for select to signalbox_system using (true);
create policy system_reads on invitation for select to signalbox_system using (true);
create policy system_people on user_account to signalbox_system using (true) with check (true);
grant select on tenant, member, access_token, invitation to signalbox_system;
grant select, insert on user_account to signalbox_system;

-- A token by its hash: the request does not say whose it is.
create function find_token(p_hash bytea) returns table (tenant_id uuid, token_id uuid)
    language sql stable security definer set search_path = pg_catalog, public as $$
    select t.tenant_id, t.token_id from access_token t
    join tenant n on n.tenant_id = t.tenant_id
    where t.hash = p_hash and n.suspended_at is null
$$;

-- The tenants of a person: the sign-in asks before it can say which one is meant.
create function tenants_of(p_user uuid) returns table (tenant_id uuid)
    language sql stable security definer set search_path = pg_catalog, public as $$
    select m.tenant_id from member m join tenant n on n.tenant_id = m.tenant_id
    where m.user_id = p_user and m.disabled_at is null and n.suspended_at is null
    order by m.created_at, m.tenant_id
$$;

-- An invitation by the hash of its link.
create function find_invitation(p_hash bytea) returns table (tenant_id uuid, invitation_id uuid)
    language sql stable security definer set search_path = pg_catalog, public as $$
    select i.tenant_id, i.invitation_id from invitation i where i.hash = p_hash
$$;

-- A person may exist already in another tenant: the same e-mail is the same person.
create function person_with_email(p_user uuid, p_email text, p_name text) returns uuid
    language plpgsql security definer set search_path = pg_catalog, public as $$
declare
    found_id uuid;
begin
    insert into user_account (user_id, email, display_name) values (p_user, p_email, p_name) on conflict do nothing;
    select user_id into found_id from user_account where lower(email) = lower(p_email);
    return found_id;
end
$$;

-- Whether the installation is empty: only then may it be bootstrapped.
create function has_tenants() returns boolean
    language sql stable security definer set search_path = pg_catalog, public as $$
    select exists (select 1 from tenant)
$$;

-- Whether a slug is taken, in whichever tenant.
create function slug_taken(p_slug text) returns boolean
    language sql stable security definer set search_path = pg_catalog, public as $$
    select exists (select 1 from tenant where slug = p_slug)
$$;

-- Tokens revoked since a moment: a reader that was away catches up.
create function revoked_since(p_moment timestamptz) returns table (token_id uuid, revoked_at timestamptz)
    language sql stable security definer set search_path = pg_catalog, public as $$
    select t.token_id, t.revoked_at from access_token t where t.revoked_at >= p_moment order by t.revoked_at limit 1000
$$;

do $$
declare
    f text;
begin
    foreach f in array array['find_token(bytea)', 'tenants_of(uuid)', 'find_invitation(bytea)',
        'person_with_email(uuid, text, text)', 'has_tenants()', 'slug_taken(text)', 'revoked_since(timestamptz)'] loop
        execute format('revoke all on function %s from public', f);
        execute format('grant execute on function %s to signalbox_app', f);
        execute format('alter function %s owner to signalbox_system', f);
    end loop;
end
$$;
