package dev.signalbox.console.members;

import java.time.Instant;

/**
 * A person with a role of their own in a project.
 *
 * @param disabled in the whole workspace, so that the role counts for nothing meanwhile
 */
record ProjectMember(
        String userId, String email, String displayName, ProjectRole role, boolean disabled, Instant createdAt) {}
