-- Tenants, people, projects and tokens: what every request is judged by. Each tenant table starts its key with tenant_id and
-- is closed by row-level security, so that a forgotten condition in a query returns nothing instead of somebody else's rows.

grant usage on schema public to signalbox_app;
grant usage, create on schema public to signalbox_system;

create function current_tenant() returns uuid
    language sql stable
    return nullif(current_setting('app.tenant_id', true), '')::uuid;

create table tenant (
    tenant_id    uuid primary key,
    slug         text not null unique check (slug ~ '^[a-z0-9][a-z0-9-]{1,62}$'),
    name         text not null,
    version      bigint not null default 1,
    created_at   timestamptz not null default now(),
    suspended_at timestamptz
);

-- A person may belong to several tenants, so this table has no tenant; the policy shows only people of the current one.
create table user_account (
    user_id      uuid primary key,
    email        text not null,
    display_name text not null,
    created_at   timestamptz not null default now()
);
create unique index user_account_email on user_account (lower(email));

create table member (
    tenant_id   uuid not null references tenant,
    user_id     uuid not null references user_account,
    role        text not null check (role in ('tenant_owner', 'tenant_admin', 'tenant_member')),
    version     bigint not null default 1,
    created_at  timestamptz not null default now(),
    disabled_at timestamptz,
    primary key (tenant_id, user_id)
);
create index member_user on member (user_id);

create table project (
    tenant_id   uuid not null references tenant,
    project_id  uuid not null,
    slug        text not null check (slug ~ '^[a-z0-9][a-z0-9-]{1,62}$'),
    name        text not null,
    public      boolean not null,
    version     bigint not null default 1,
    created_at  timestamptz not null default now(),
    archived_at timestamptz,
    primary key (tenant_id, project_id),
    unique (tenant_id, slug)
);

create table project_member (
    tenant_id  uuid not null,
    project_id uuid not null,
    user_id    uuid not null,
    role       text not null check (role in ('project_admin', 'project_contributor', 'project_viewer')),
    created_at timestamptz not null default now(),
    primary key (tenant_id, project_id, user_id),
    foreign key (tenant_id, project_id) references project,
    foreign key (tenant_id, user_id) references member on delete cascade
);

create table invitation (
    tenant_id     uuid not null references tenant,
    invitation_id uuid not null,
    email         text not null,
    role          text not null check (role in ('tenant_admin', 'tenant_member')),
    project_id    uuid,
    project_role  text check (project_role in ('project_admin', 'project_contributor', 'project_viewer')),
    hash          bytea not null unique,
    invited_by    uuid not null,
    created_at    timestamptz not null default now(),
    expires_at    timestamptz not null,
    accepted_at   timestamptz,
    revoked_at    timestamptz,
    primary key (tenant_id, invitation_id),
    foreign key (tenant_id, project_id) references project
);

create table access_token (
    tenant_id          uuid not null,
    token_id           uuid not null,
    user_id            uuid not null,
    display_name       text not null,
    hash               bytea not null unique,
    scopes             text[] not null,
    project_ids        uuid[] not null default '{}',
    default_project_id uuid,
    groups             text[] not null default '{}',
    read_only          boolean not null default false,
    created_at         timestamptz not null default now(),
    expires_at         timestamptz not null,
    last_used_at       timestamptz,
    revoked_at         timestamptz,
    primary key (tenant_id, token_id),
    foreign key (tenant_id, user_id) references member
);
create index access_token_user on access_token (tenant_id, user_id, created_at desc, token_id desc);
create index access_token_revoked on access_token (revoked_at) where revoked_at is not null;

-- The role of a person in a project, as decided by: their own row there, else the project being public, else their tenant role.
create function project_role(p project, p_user uuid) returns text
    language sql stable
    return coalesce(
        (select pm.role from project_member pm
         where pm.tenant_id = p.tenant_id and pm.project_id = p.project_id and pm.user_id = p_user),
        (select case
                    when p.public and m.role in ('tenant_owner', 'tenant_admin') then 'project_admin'
                    when p.public then 'project_contributor'
                    when m.role in ('tenant_owner', 'tenant_admin') then 'project_viewer'
                end
         from member m where m.tenant_id = p.tenant_id and m.user_id = p_user));

create function visible_projects(p_user uuid, p_limits uuid[]) returns table (project_id uuid, role text, created_at timestamptz)
    language sql stable as $$
    select p.project_id, r.role, p.created_at
    from project p
    cross join lateral (select project_role(p, p_user) as role) r
    where p.tenant_id = current_tenant()
      and p.archived_at is null
      and r.role is not null
      and (cardinality(p_limits) = 0 or p.project_id = any (p_limits))
$$;

-- The project a request works in: the one it names, else the oldest it may see.
create function enter_project(p_user uuid, p_wanted uuid, p_limits uuid[]) returns table (project_id uuid, role text)
    language sql stable as $$
    select v.project_id, v.role
    from visible_projects(p_user, p_limits) v
    where p_wanted is null or v.project_id = p_wanted
    order by v.created_at, v.project_id
    limit 1
$$;

do $$
declare
    t text;
begin
    foreach t in array array['tenant', 'member', 'project', 'project_member', 'invitation', 'access_token'] loop
        execute format('alter table %I enable row level security', t);
        execute format('alter table %I force row level security', t);
        execute format('create policy tenant_isolation on %I to signalbox_app using (tenant_id = current_tenant()) with check (tenant_id = current_tenant())', t);
        execute format('grant select, insert, update, delete on %I to signalbox_app', t);
    end loop;
end
$$;

alter table user_account enable row level security;
alter table user_account force row level security;
create policy people_of_the_tenant on user_account to signalbox_app
    using (exists (select 1 from member m where m.tenant_id = current_tenant() and m.user_id = user_account.user_id));
grant select, update (display_name) on user_account to signalbox_app;

grant execute on function current_tenant() to signalbox_app, signalbox_system;
grant execute on function project_role(project, uuid), visible_projects(uuid, uuid[]), enter_project(uuid, uuid, uuid[]) to signalbox_app;
