package dev.signalbox.console.members;

import java.util.List;
import java.util.stream.Stream;

/**
 * What the viewer may do to the members of a project, by the platform's rule: nobody gives, changes or takes away more than they hold.
 *
 * @param role the highest role they may deal with
 */
record ProjectHand(Viewer viewer, Project project, ProjectRole role) {

    /** A private project whose admins are all gone would be nobody's: there the workspace's owner may name one. */
    static ProjectHand of(Viewer viewer, Project project, List<ProjectMember> members) {
        boolean orphaned = !project.open()
                && members.stream().noneMatch(member -> member.role() == ProjectRole.ADMIN && !member.disabled());
        boolean rescues = orphaned && viewer.tenantRole() == TenantRole.OWNER;
        return new ProjectHand(viewer, project, rescues ? ProjectRole.ADMIN : project.role());
    }

    boolean manages() {
        return role == ProjectRole.ADMIN || viewer.tenantRole().administers();
    }

    List<ProjectRole> gives() {
        return manages() ? Stream.of(ProjectRole.values()).filter(role::covers).toList() : List.of();
    }

    boolean mayChange(ProjectMember member) {
        return manages() && role.covers(member.role()) && gives().size() > 1;
    }

    /** Leaving is everybody's right, but whoever only views a public project would gain by it. */
    boolean mayRemove(ProjectMember member) {
        boolean gains = project.open() && member.role() == ProjectRole.VIEWER;
        return (viewer.is(member.userId()) && !gains) || (manages() && role.covers(member.role()));
    }
}
