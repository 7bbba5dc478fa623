package dev.signalbox.platform.access;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A person, as one credential lets them act now: a changed role or a revoked token counts at once ({@link CallerCache}).
 *
 * @param project the project they act in now; null when the tenant has none they may see
 * @param scopes what the credential allows; the role decides further
 * @param projects the projects the credential is limited to; empty means no limit
 * @param tokenId the token behind the credential, if there is one
 * @param expiresAt when that token ends by itself
 * @param authenticatedAt when the person last proved to the sign-in who they are; null for what is no sign-in
 * @param workflow the only workflow the credential runs; null when it is not limited to one
 */
public record Caller(
        Kind kind,
        UserId user,
        String email,
        String displayName,
        TenantId tenant,
        TenantRole tenantRole,
        @Nullable ProjectId project,
        @Nullable ProjectRole projectRole,
        Set<Scope> scopes,
        Set<ProjectId> projects,
        List<String> groups,
        boolean readOnly,
        @Nullable UUID tokenId,
        @Nullable Instant expiresAt,
        @Nullable Instant authenticatedAt,
        @Nullable UUID workflow) {

    /** How the caller proved who they are. */
    public enum Kind {
        PERSONAL_ACCESS_TOKEN,
        /** Made for guided runs of one workflow, and for nothing else. */
        RUN_TOKEN,
        /** A client that the person connected, with what they granted it. */
        GRANT,
        SIGN_IN,
        /** mcp-server, with a token exchanged for the caller's own. */
        DELEGATED,
        /** A run that acts for the person who started it. */
        RUN
    }

    /**
     * Whether the credential carries the scope. A read-only one carries only what reads, and one that is limited to projects
     * nothing that concerns the whole tenant. In a project the role there decides further.
     */
    public boolean has(Scope scope) {
        return carries(scope) && (!scope.ofTenant() || (tenantRole.administers() && projects.isEmpty()));
    }

    /** Whether the credential carries the scope, whatever the role says. */
    public boolean carries(Scope scope) {
        return scopes.contains(scope) && (scope.reads() || !readOnly);
    }

    /** What of the credential works in the active project, with the role there: what can be shown is what can be done. */
    public List<Scope> rights() {
        return scopes.stream()
                .filter(scope ->
                        has(scope) && (scope.ofTenant() || (projectRole != null && projectRole.carries(scope))))
                .sorted()
                .toList();
    }

    Caller within(ProjectId only) {
        return limited(scopes, Set.of(only));
    }

    /** With no more scopes than these. */
    Caller only(Set<Scope> most) {
        return limited(scopes.stream().filter(most::contains).collect(Collectors.toUnmodifiableSet()), projects);
    }

    Caller authenticatedAt(@Nullable Instant proof) {
        return new Caller(
                kind,
                user,
                email,
                displayName,
                tenant,
                tenantRole,
                project,
                projectRole,
                scopes,
                projects,
                groups,
                readOnly,
                tokenId,
                expiresAt,
                proof,
                workflow);
    }

    private Caller limited(Set<Scope> scopes, Set<ProjectId> projects) {
        return new Caller(
                kind,
                user,
                email,
                displayName,
                tenant,
                tenantRole,
                project,
                projectRole,
                scopes,
                projects,
                groups,
                readOnly,
                tokenId,
                expiresAt,
                authenticatedAt,
                workflow);
    }

    boolean mayEnter(ProjectId id) {
        return projects.isEmpty() || projects.contains(id);
    }
}
