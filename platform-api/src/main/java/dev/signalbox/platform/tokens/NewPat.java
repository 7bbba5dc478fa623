package dev.signalbox.platform.tokens;

import dev.signalbox.platform.access.Caller;
import dev.signalbox.platform.access.ProjectId;
import dev.signalbox.platform.access.Scope;
import dev.signalbox.platform.problem.ApiException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** @param expiresInDays 1 to 365 */
public record NewPat(
        String displayName,
        Set<Scope> scopes,
        Set<ProjectId> projectIds,
        @Nullable ProjectId defaultProjectId,
        List<String> groups,
        boolean readOnly,
        int expiresInDays) {

    public static final int DEFAULT_DAYS = 90;
    public static final int MAX_DAYS = 365;

    /** Guarantee: a token never makes a wider one, so a leaked narrow token cannot become a broad one. */
    NewPat noWiderThan(Caller caller) {
        if (caller.kind() == Caller.Kind.SIGN_IN) {
            return this;
        }
        var beyond = new HashSet<>(scopes);
        beyond.removeAll(caller.scopes());
        if (!beyond.isEmpty()) {
            throw ApiException.invalid(
                    "scopes",
                    "this token does not have "
                            + beyond.stream().map(Scope::wire).sorted().toList());
        }
        if (!caller.projects().isEmpty()
                && (projectIds.isEmpty() || !caller.projects().containsAll(projectIds))) {
            throw ApiException.invalid("project_ids", "must be projects of the token that creates this one");
        }
        if (!caller.groups().isEmpty() && (groups.isEmpty() || !caller.groups().containsAll(groups))) {
            throw ApiException.invalid("groups", "must be groups of the token that creates this one");
        }
        if (caller.readOnly() && !readOnly) {
            throw ApiException.invalid("read_only", "a read-only token makes only read-only tokens");
        }
        return this;
    }
}
