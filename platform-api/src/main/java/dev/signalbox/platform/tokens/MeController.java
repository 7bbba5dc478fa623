package dev.signalbox.platform.tokens;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.signalbox.platform.access.Access;
import dev.signalbox.platform.access.Authenticated;
import dev.signalbox.platform.access.Caller;
import dev.signalbox.platform.access.ProjectId;
import dev.signalbox.platform.access.ProjectRole;
import dev.signalbox.platform.access.Scope;
import dev.signalbox.platform.access.TenantId;
import dev.signalbox.platform.access.TenantRole;
import dev.signalbox.platform.access.UserId;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Who am I here, and what may I do. */
@RestController
class MeController {

    @GetMapping("/v1/me")
    @Authenticated
    Mono<Me> me() {
        return Access.current().map(Me::of);
    }

    /**
     * @param scopes what the credential allows
     * @param rights what the role lets the caller do with it in the active project
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Me(
            UserId userId,
            String email,
            String displayName,
            Caller.Kind credential,
            TenantId tenantId,
            TenantRole tenantRole,
            @Nullable ProjectId projectId,
            @Nullable ProjectRole projectRole,
            List<Scope> scopes,
            List<Scope> rights,
            List<String> groups,
            boolean readOnly,
            @Nullable UUID tokenId,
            @Nullable Instant expiresAt) {

        static Me of(Caller caller) {
            return new Me(
                    caller.user(),
                    caller.email(),
                    caller.displayName(),
                    caller.kind(),
                    caller.tenant(),
                    caller.tenantRole(),
                    caller.project(),
                    caller.projectRole(),
                    caller.scopes().stream().sorted().toList(),
                    caller.rights(),
                    caller.groups(),
                    caller.readOnly(),
                    caller.tokenId(),
                    caller.expiresAt());
        }
    }
}
