package dev.signalbox.console.signin;

import org.jspecify.annotations.Nullable;

/** A place somebody works in. A tenant without an open project has none. */
public record Membership(
        String tenantId,
        String tenantName,
        @Nullable String projectId,
        @Nullable String projectName,
        @Nullable String role) {}
