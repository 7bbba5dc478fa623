-- Settings move from the instance to its config profiles, one of which is active (ADR 108). What instances have now becomes their
-- profile "default". connector_instance.settings stays for nodes of the version before: while they are replaced they read it, so the
-- active profile's settings are written there too, and make instances without a profile, for which it is read.

create table config_profile (
    tenant_id   uuid not null,
    instance_id uuid not null,
    name        text collate "C" not null check (name ~ '^[a-z][a-z0-9-]{0,39}$'),
    settings    jsonb not null check (jsonb_typeof(settings) = 'object'),
    version     bigint not null default 1,
    created_at  timestamptz not null default now(),
    updated_at  timestamptz not null default now(),
    primary key (tenant_id, instance_id, name),
    foreign key (tenant_id, instance_id) references connector_instance on delete cascade
);

alter table connector_instance add column active_profile text collate "C" not null default 'default';

insert into config_profile (tenant_id, instance_id, name, settings, created_at, updated_at)
select tenant_id, instance_id, 'default', settings, created_at, updated_at from connector_instance;

alter table config_profile enable row level security;
alter table config_profile force row level security;
create policy tenant_isolation on config_profile to signalbox_app
    using (tenant_id = current_tenant()) with check (tenant_id = current_tenant());
grant select, insert, update, delete on config_profile to signalbox_app;
