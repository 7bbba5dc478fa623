package dev.signalbox.platform.invitations;

import dev.signalbox.platform.access.Anonymous;
import dev.signalbox.platform.access.ProjectId;
import dev.signalbox.platform.access.ProjectRole;
import dev.signalbox.platform.access.Requires;
import dev.signalbox.platform.access.Scope;
import dev.signalbox.platform.access.TenantRole;
import dev.signalbox.platform.idempotency.OnceOnly;
import dev.signalbox.platform.paging.Page;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

@RestController
@RequestMapping("/v1/invitations")
class InvitationController {

    private final InvitationService invitations;

    InvitationController(InvitationService invitations) {
        this.invitations = invitations;
    }

    @GetMapping
    @Requires(Scope.MEMBER_MANAGE)
    Mono<Page<Invitation>> list() {
        return invitations.list();
    }

    @PostMapping
    @Requires(Scope.MEMBER_MANAGE)
    @ResponseStatus(HttpStatus.CREATED)
    Mono<Invitation> create(@Valid @RequestBody CreateInvitation create, ServerWebExchange exchange) {
        OnceOnly.field(exchange, "token");
        return invitations.invite(create.email(), create.role(), create.projectId(), create.projectRole());
    }

    @DeleteMapping("/{id}")
    @Requires(Scope.MEMBER_MANAGE)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    Mono<Void> revoke(@PathVariable Invitation.Id id) {
        return invitations.revoke(id);
    }

    @PostMapping("/{token}/accept")
    @Anonymous("The link's token is the credential: 178 random bits, stored as a hash, good once.")
    Mono<InvitationService.Accepted> accept(@PathVariable String token, @Valid @RequestBody AcceptInvitation accept) {
        return invitations.accept(token, accept.displayName());
    }

    record CreateInvitation(
            @NotBlank @Email @Size(max = 254) String email,
            @NotNull TenantRole role,
            @Nullable ProjectId projectId,
            @Nullable ProjectRole projectRole) {}

    record AcceptInvitation(@NotBlank @Size(max = 80) String displayName) {}
}
