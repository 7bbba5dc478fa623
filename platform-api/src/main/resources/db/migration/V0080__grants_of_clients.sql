-- What a person lets a client do stands beside the tokens they make: its id is in each access token the sign-in signs for that
-- client, so that it is read with each use, marked as used, revoked and told to other processes exactly as a token is. It has no
-- text of its own, and so no hash by which anybody could find it.

alter table access_token
    drop constraint access_token_kind_check,
    add constraint access_token_kind_check check (kind in ('pat', 'run', 'grant')),
    alter column hash drop not null,
    add column client_id text,
    -- Where the client is answered: all that is known of who it is.
    add column client_host text,
    add constraint access_token_hash check ((kind = 'grant') = (hash is null)),
    add constraint access_token_client check ((kind = 'grant') = (client_id is not null and client_host is not null));
