package dev.signalbox.console.platform;

import dev.signalbox.console.signin.Membership;
import org.jspecify.annotations.Nullable;

/** Where one works: a project of a tenant. A tenant that has none yet is a place too. */
public record Place(Membership tenant, @Nullable Project project) {

    public String words() {
        return project == null ? tenant.tenantName() : tenant.tenantName() + " / " + project.name();
    }

    @Nullable
    String projectId() {
        return project == null ? null : project.id();
    }

    /** A project as its member sees it. */
    public record Project(String id, String name, @Nullable String role) {}
}
