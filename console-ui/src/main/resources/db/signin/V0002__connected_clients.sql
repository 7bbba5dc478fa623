-- Clients register themselves, so what they bring is longer than what an operator would type, and some are never heard of again.
alter table oauth2_registered_client
    alter column client_id type varchar(400),
    alter column redirect_uris type text,
    alter column scopes type text,
    add column last_used_at timestamptz,
    -- Until when what a client says of itself at its own address is believed; null when it registered here.
    add column read_until timestamptz;

-- Requests that wait for somebody's answer have no other moment to be old by.
alter table oauth2_authorization add column created_at timestamptz not null default now();

-- What people allow is a grant of the platform, made anew with each answer: nothing is remembered here.
drop table oauth2_authorization_consent;

-- A refresh token is good once. Whoever shows one again after a while has stolen it, or was stolen from.
create table spent_refresh_token (
    hash             text primary key,
    authorization_id varchar(100) not null,
    spent_at         timestamptz not null default now()
);
