package dev.signalbox.console.signin;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What the platform tells whoever holds a link: who lets them in where, and as what. */
record Invited(
        String tenantName,
        String email,
        String role,
        @Nullable String projectName,
        @Nullable String projectRole,
        @Nullable String invitedBy,
        Instant expiresAt) {

    String words() {
        String who = invitedBy == null ? "You are invited" : invitedBy + " invites you";
        return who + " to work in " + tenantName + " as " + as(role) + project() + ".";
    }

    private String project() {
        return projectName == null || projectRole == null
                ? ""
                : ", and in the project " + projectName + " as " + as(projectRole);
    }

    private static String as(String role) {
        String word = role.substring(role.indexOf('_') + 1);
        return (word.startsWith("a") || word.startsWith("o") ? "an " : "a ") + word;
    }
}
