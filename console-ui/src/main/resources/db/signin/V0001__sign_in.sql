-- The sign-in is the console's only state: who proves to be which user, and what OAuth clients were allowed.
-- Tenants, roles and rights belong to the platform and are asked for, never copied here.

create table local_account (
    user_id             uuid primary key,
    email               text not null unique check (email = lower(email)),
    password_hash       text not null,
    created_at          timestamptz not null default now(),
    password_changed_at timestamptz
);

-- Subjects are hashes: what people type into an address field may be their password.
create table sign_in_try (
    subject text primary key,
    tries   integer not null,
    since   timestamptz not null
);

-- One row by construction: nodes that start together must sign with the same key.
create table signing_key (
    only_one   boolean primary key default true check (only_one),
    jwk        text not null,
    created_at timestamptz not null default now()
);

-- The three tables below have the shape Spring Authorization Server reads and writes.
create table oauth2_registered_client (
    id                            varchar(100) primary key,
    client_id                     varchar(100) not null unique,
    client_id_issued_at           timestamptz not null default now(),
    client_secret                 varchar(200),
    client_secret_expires_at      timestamptz,
    client_name                   varchar(200) not null,
    client_authentication_methods varchar(1000) not null,
    authorization_grant_types     varchar(1000) not null,
    redirect_uris                 varchar(1000),
    post_logout_redirect_uris     varchar(1000),
    scopes                        varchar(1000) not null,
    client_settings               varchar(2000) not null,
    token_settings                varchar(2000) not null
);

create table oauth2_authorization (
    id                            varchar(100) primary key,
    registered_client_id          varchar(100) not null,
    principal_name                varchar(200) not null,
    authorization_grant_type      varchar(100) not null,
    authorized_scopes             varchar(1000),
    attributes                    text,
    state                         varchar(500),
    authorization_code_value      text,
    authorization_code_issued_at  timestamptz,
    authorization_code_expires_at timestamptz,
    authorization_code_metadata   text,
    access_token_value            text,
    access_token_issued_at        timestamptz,
    access_token_expires_at       timestamptz,
    access_token_metadata         text,
    access_token_type             varchar(100),
    access_token_scopes           varchar(1000),
    oidc_id_token_value           text,
    oidc_id_token_issued_at       timestamptz,
    oidc_id_token_expires_at      timestamptz,
    oidc_id_token_metadata        text,
    refresh_token_value           text,
    refresh_token_issued_at       timestamptz,
    refresh_token_expires_at      timestamptz,
    refresh_token_metadata        text,
    user_code_value               text,
    user_code_issued_at           timestamptz,
    user_code_expires_at          timestamptz,
    user_code_metadata            text,
    device_code_value             text,
    device_code_issued_at         timestamptz,
    device_code_expires_at        timestamptz,
    device_code_metadata          text
);

create index oauth2_authorization_state on oauth2_authorization (state) where state is not null;
create index oauth2_authorization_code on oauth2_authorization (authorization_code_value) where authorization_code_value is not null;
create index oauth2_authorization_refresh on oauth2_authorization (refresh_token_value) where refresh_token_value is not null;

create table oauth2_authorization_consent (
    registered_client_id varchar(100) not null,
    principal_name       varchar(200) not null,
    authorities          varchar(1000) not null,
    primary key (registered_client_id, principal_name)
);
