package dev.signalbox.console.signin;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A project somebody may work in, in its tenant; a tenant without one has none. */
public record Membership(
        String tenantId,
        String tenantName,
        @Nullable String projectId,
        @Nullable String projectName,
        @Nullable String displayName,
        String email) {

    public boolean samePlace(Membership other) {
        return tenantId.equals(other.tenantId) && Objects.equals(projectId, other.projectId);
    }

    public String words() {
        return projectName == null ? tenantName : tenantName + " / " + projectName;
    }
}
