package dev.signalbox.platform.members;

import dev.signalbox.platform.access.Caller;
import dev.signalbox.platform.access.ProjectId;
import dev.signalbox.platform.access.ProjectRole;
import dev.signalbox.platform.access.TenantRole;
import dev.signalbox.platform.members.ProjectMemberRepository.Standing;
import dev.signalbox.platform.problem.ApiException;
import org.jspecify.annotations.Nullable;

/**
 * What the caller may do to the members of a project. Guarantee: nobody gives, changes or takes away a role above the one they hold
 * themselves, and nobody gains by leaving.
 *
 * @param role the highest role the caller may deal with
 */
record ProjectHand(Caller caller, ProjectId project, ProjectRole role, boolean open) {

    /** A private project whose admins are all disabled would be nobody's: there the tenant's owner may name one. */
    static ProjectHand of(Caller caller, ProjectId project, ProjectRole own, Standing standing) {
        boolean orphaned = !standing.open() && standing.admins() == 0;
        boolean rescues = orphaned && caller.tenantRole() == TenantRole.TENANT_OWNER;
        return new ProjectHand(caller, project, rescues ? ProjectRole.PROJECT_ADMIN : own, standing.open());
    }

    void mayGive(@Nullable ProjectMember now, ProjectRole wanted) {
        if (!manages() || !role.covers(wanted) || (now != null && !role.covers(now.role()))) {
            throw refused();
        }
    }

    /** Giving up a role is everybody's right, but in a public project a viewer without a row would be a contributor. */
    void mayRemove(ProjectMember now) {
        boolean gains = open && now.role() == ProjectRole.PROJECT_VIEWER;
        boolean leaves = now.userId().equals(caller.user()) && !gains;
        if (!leaves && !(manages() && role.covers(now.role()))) {
            throw refused();
        }
    }

    private boolean manages() {
        return role == ProjectRole.PROJECT_ADMIN || caller.tenantRole().administers();
    }

    private static ApiException refused() {
        return ApiException.insufficientScope("member:manage");
    }
}
