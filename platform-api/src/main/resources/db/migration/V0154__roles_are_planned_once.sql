-- Asked with every request. The plan of an SQL function that is not inlined is made anew with every call; PL/pgSQL keeps it.

set local role signalbox_system;
create or replace function find_token(p_hash bytea) returns table (tenant_id uuid, token_id uuid)
    language plpgsql stable security definer set search_path = pg_catalog, public as $$
#variable_conflict use_column
begin
    return query
    select t.tenant_id, t.token_id from access_token t
    join tenant n on n.tenant_id = t.tenant_id
    where t.hash = p_hash and n.suspended_at is null;
end
$$;
reset role;

create or replace function project_role(p project, p_user uuid) returns text
    language plpgsql stable as $$
begin
    return coalesce(
        (select pm.role from project_member pm
         where pm.tenant_id = p.tenant_id and pm.project_id = p.project_id and pm.user_id = p_user),
        (select case
                    when p.public and m.role in ('tenant_owner', 'tenant_admin') then 'project_admin'
                    when p.public then 'project_contributor'
                    when m.role in ('tenant_owner', 'tenant_admin') then 'project_viewer'
                end
         from member m where m.tenant_id = p.tenant_id and m.user_id = p_user));
end
$$;
