-- Who a token is, asked once and answered at once: every request with a token begins with it.

-- The caller that a living token makes, in the tenant that has been entered. Empty for one that was revoked, has expired, or whose
-- owner is no member any more.
create function token_caller(p_token uuid, p_wanted uuid) returns table (
    user_id uuid, email text, display_name text, tenant_id uuid, tenant_role text, project_id uuid, project_role text,
    scopes text[], project_ids uuid[], groups text[], read_only boolean, token_id uuid, expires_at timestamptz, workflow_id uuid)
    language sql stable as $$
    select u.user_id, u.email, u.display_name, m.tenant_id, m.role, p.project_id, p.role,
           t.scopes, t.project_ids, t.groups, t.read_only, t.token_id, t.expires_at, t.workflow_id
    from access_token t
    join member m on m.tenant_id = t.tenant_id and m.user_id = t.user_id
    join tenant n on n.tenant_id = t.tenant_id and n.suspended_at is null
    join user_account u on u.user_id = t.user_id
    left join access_token w on w.tenant_id = t.tenant_id and w.token_id = t.made_with
    left join lateral enter_project(t.user_id, coalesce(p_wanted, t.default_project_id), t.project_ids) p on true
    where t.token_id = p_token
      and t.revoked_at is null
      and t.expires_at > now()
      and (t.made_with is null or (w.revoked_at is null and w.expires_at > now()))
      and m.disabled_at is null
$$;

-- The same by the hash of the token, and notes that it was used: at most once a minute, so that a busy token is no hot row. Enters
-- the tenant before it reads, for this statement alone when it stands outside of a transaction.
create function enter_token_caller(p_hash bytea, p_wanted uuid) returns table (
    user_id uuid, email text, display_name text, tenant_id uuid, tenant_role text, project_id uuid, project_role text,
    scopes text[], project_ids uuid[], groups text[], read_only boolean, token_id uuid, expires_at timestamptz, workflow_id uuid)
    language plpgsql as $$
#variable_conflict use_column
declare
    found_token record;
begin
    select f.tenant_id, f.token_id into found_token from find_token(p_hash) f;
    if not found then
        return;
    end if;
    perform set_config('app.tenant_id', found_token.tenant_id::text, true);
    return query select * from token_caller(found_token.token_id, p_wanted);
    if found then
        update access_token t set last_used_at = now()
        where t.token_id = found_token.token_id
          and (t.last_used_at is null or t.last_used_at < now() - interval '1 minute');
    end if;
end
$$;

grant execute on function token_caller(uuid, uuid), enter_token_caller(bytea, uuid) to signalbox_app;
