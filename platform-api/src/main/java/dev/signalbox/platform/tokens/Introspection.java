package dev.signalbox.platform.tokens;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.signalbox.platform.access.Caller;
import dev.signalbox.platform.access.Holder;
import dev.signalbox.platform.access.ProjectId;
import dev.signalbox.platform.access.Scope;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * RFC 7662. Anything but a valid token is exactly {@code {"active": false}}: why is nobody's business.
 *
 * @param rights the scopes that the person's role allows too, in the project of the token
 * @param aud the resources the token was made for; absent when it is good for any that takes its kind
 * @param tokenKind {@code pat}, {@code run} or {@code grant}
 * @param workflowId the only workflow a run token runs
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record Introspection(
        boolean active,
        @Nullable String sub,
        @Nullable String username,
        @Nullable String scope,
        @Nullable List<Scope> rights,
        @Nullable Long exp,
        @Nullable List<String> aud,
        @Nullable UUID tokenId,
        @Nullable String tokenKind,
        @Nullable UUID workflowId,
        @Nullable UUID tenantId,
        @Nullable ProjectId projectId,
        @Nullable List<String> groups,
        @Nullable Boolean readOnly) {

    static Introspection inactive() {
        return new Introspection(false, null, null, null, null, null, null, null, null, null, null, null, null, null);
    }

    static Introspection of(Holder holder) {
        Caller caller = holder.caller();
        return new Introspection(
                true,
                caller.user().toString(),
                caller.email(),
                caller.scopes().stream()
                        .filter(caller::has)
                        .map(Scope::wire)
                        .sorted()
                        .collect(Collectors.joining(" ")),
                caller.rights(),
                caller.expiresAt() == null ? null : caller.expiresAt().getEpochSecond(),
                holder.audience().isEmpty() ? null : holder.audience(),
                caller.tokenId(),
                kind(caller),
                caller.workflow(),
                caller.tenant().value(),
                caller.project(),
                caller.groups(),
                caller.readOnly());
    }

    private static String kind(Caller caller) {
        if (caller.kind() == Caller.Kind.GRANT) {
            return "grant";
        }
        return caller.workflow() == null ? "pat" : "run";
    }
}
