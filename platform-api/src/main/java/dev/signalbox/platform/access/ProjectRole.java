package dev.signalbox.platform.access;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What a member is in one project, the one who may do most first. */
public enum ProjectRole {
    PROJECT_ADMIN,
    PROJECT_CONTRIBUTOR,
    PROJECT_VIEWER;

    /** Tenant-wide scopes are not a project's to give: {@link TenantRole} decides on those. */
    public boolean carries(Scope scope) {
        return switch (scope.level()) {
            case READ, OWN -> true;
            case WRITE -> this != PROJECT_VIEWER;
            case ADMIN -> this == PROJECT_ADMIN;
            case TENANT -> false;
        };
    }

    /** Whether this role may do at least what the other one may. */
    public boolean covers(ProjectRole other) {
        return compareTo(other) <= 0;
    }

    @JsonValue
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }

    @JsonCreator
    public static ProjectRole of(String wire) {
        return valueOf(wire.toUpperCase(Locale.ROOT));
    }
}
