package dev.signalbox.platform.invitations;

import dev.signalbox.platform.access.ServiceOnly;
import dev.signalbox.platform.access.UserId;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** What the sign-in does for somebody who opened a link: it shows the invitation, and vouches for who accepts it. */
@RestController
@RequestMapping("/v1/internal/invitations")
class InvitedController {

    private final InvitationService invitations;

    InvitedController(InvitationService invitations) {
        this.invitations = invitations;
    }

    @PostMapping("/read")
    @ServiceOnly
    Mono<Invited> read(@Valid @RequestBody ReadInvitation read) {
        return invitations.read(read.token());
    }

    @PostMapping("/accept")
    @ServiceOnly
    Mono<InvitationService.Accepted> accept(@Valid @RequestBody AcceptAs accept) {
        return invitations.accept(accept.token(), accept.userId(), accept.displayName());
    }

    record ReadInvitation(@NotBlank @Size(max = 80) String token) {}

    /** @param userId who proved to be the owner of the invited address, or has just set its first password */
    record AcceptAs(
            @NotBlank @Size(max = 80) String token,
            @NotNull UserId userId,
            @NotBlank @Size(max = 80) String displayName) {}
}
