package dev.signalbox.platform.members;

import dev.signalbox.platform.access.ProjectRole;
import dev.signalbox.platform.access.UserId;
import java.time.Instant;

/**
 * A person with a role of their own in a project; what others are there follows from the project and their role in the tenant.
 *
 * @param disabled disabled in the tenant, so that the role counts for nothing meanwhile
 */
record ProjectMember(
        UserId userId, String email, String displayName, ProjectRole role, boolean disabled, Instant createdAt) {}
