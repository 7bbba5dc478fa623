-- A run token is an access token that runs one workflow. It stands in the same table, so that it is found by its hash, marked as
-- used, revoked and told to other processes exactly as a personal one is. Its scopes are those of whoever made it: a run that is
-- started with it acts with them; the token itself opens nothing but guided runs of its workflow.

alter table access_token
    add column kind text not null default 'pat' check (kind in ('pat', 'run')),
    add column workflow_id uuid,
    -- The token it was made with, if it was one: it is no wider, and is dead when that one is.
    add column made_with uuid,
    add constraint access_token_run_of check ((kind = 'run') = (workflow_id is not null)),
    add foreign key (tenant_id, workflow_id) references workflow,
    add foreign key (tenant_id, made_with) references access_token;

create index access_token_of_workflow on access_token (tenant_id, workflow_id) where workflow_id is not null;
create index access_token_made_with on access_token (tenant_id, made_with) where made_with is not null;
