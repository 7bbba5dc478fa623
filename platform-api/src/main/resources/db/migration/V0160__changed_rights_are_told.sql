-- Nodes remember for a moment who a token is. Whatever changes that is told to all of them with its commit, whoever writes it. These
-- changes are rare: a notification takes a lock of the whole database. A token's use is no change.

create function tell_changed_rights() returns trigger language plpgsql as $$
begin
    perform pg_notify('signalbox_rights', coalesce(new.tenant_id, old.tenant_id)::text);
    return null;
end
$$;

-- A person may be in several tenants.
create function tell_changed_person() returns trigger language plpgsql as $$
begin
    perform pg_notify('signalbox_rights', '');
    return null;
end
$$;

create trigger rights_changed after delete
    or update of user_id, hash, scopes, project_ids, default_project_id, groups, read_only, expires_at, revoked_at, made_with, workflow_id
    on access_token for each row execute function tell_changed_rights();
create trigger rights_changed after delete or update of role, disabled_at on member for each row execute function tell_changed_rights();
create trigger rights_changed after delete or update of suspended_at on tenant for each row execute function tell_changed_rights();
create trigger rights_changed after insert or delete or update of public, archived_at on project
    for each row execute function tell_changed_rights();
create trigger rights_changed after insert or update or delete on project_member
    for each row execute function tell_changed_rights();
create trigger rights_changed after delete or update of email, display_name on user_account for each row execute function tell_changed_person();
