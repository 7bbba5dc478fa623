package dev.signalbox.platform.members;

import dev.signalbox.platform.access.Access;
import dev.signalbox.platform.access.ProjectId;
import dev.signalbox.platform.access.ProjectRole;
import dev.signalbox.platform.access.TenantId;
import dev.signalbox.platform.access.TenantRole;
import dev.signalbox.platform.access.TenantTransaction;
import dev.signalbox.platform.access.TokenHashes;
import dev.signalbox.platform.access.TokenText;
import dev.signalbox.platform.access.UserId;
import dev.signalbox.platform.audit.Audit;
import dev.signalbox.platform.members.InvitationRepository.Link;
import dev.signalbox.platform.paging.Page;
import dev.signalbox.platform.problem.ApiException;
import dev.signalbox.platform.problem.ErrorCode;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Invitations: a link that makes whoever holds it a member, once, within seven days. */
@Service
class InvitationService {

    private final InvitationRepository invitations;
    private final MemberService members;
    private final TenantTransaction transaction;
    private final Access access;
    private final TokenHashes hashes;
    private final Audit audit;

    InvitationService(
            InvitationRepository invitations,
            MemberService members,
            TenantTransaction transaction,
            Access access,
            TokenHashes hashes,
            Audit audit) {
        this.invitations = invitations;
        this.members = members;
        this.transaction = transaction;
        this.access = access;
        this.hashes = hashes;
        this.audit = audit;
    }

    Mono<Invitation> invite(
            String email, TenantRole role, @Nullable ProjectId project, @Nullable ProjectRole projectRole) {
        if (role == TenantRole.TENANT_OWNER) {
            return Mono.error(
                    ApiException.invalid("role", "an owner cannot be invited; invite an admin, then change the role"));
        }
        String token = TokenText.random(TokenText.Kind.INV);
        if ((project == null) != (projectRole == null)) {
            return Mono.error(ApiException.invalid("project_role", "goes with project_id: give both or neither"));
        }
        return administered(project)
                .then(Access.current())
                .flatMap(caller -> transaction.required(invitations
                        .insert(caller.tenant(), email, role, project, projectRole, hashes.of(token), caller.user())
                        .delayUntil(made -> audit.record(
                                "invitation.create", "invitation/" + made.id(), Map.of("role", role.wire())))
                        .map(made -> made.withToken(token))));
    }

    Mono<Page<Invitation>> list() {
        return Access.current()
                .flatMap(caller -> transaction.required(
                        invitations.listOpen(caller.tenant()).collectList()))
                .map(open -> new Page<>(open, null));
    }

    Mono<Void> revoke(Invitation.Id id) {
        return Access.current()
                .flatMap(caller -> transaction.required(invitations
                        .revoke(caller.tenant(), id)
                        .filter(revoked -> revoked)
                        .switchIfEmpty(Mono.error(() -> ApiException.notFound("Invitation", id)))
                        .then(audit.record("invitation.revoke", "invitation/" + id, Map.of()))));
    }

    /** Whoever holds the link may join; a used, revoked, expired or invented link is answered alike. */
    Mono<Accepted> accept(String token, String displayName) {
        return Flux.fromIterable(hashes.candidates(token))
                .filter(_ -> TokenText.wellFormed(TokenText.Kind.INV, token))
                .concatMap(invitations::find)
                .next()
                .flatMap(link -> transaction.in(link.tenantId(), accept(link, displayName)))
                .switchIfEmpty(Mono.error(() -> new ApiException(
                        ErrorCode.NOT_FOUND, "This invitation does not exist, or is used up. Ask for a new one.")));
    }

    private Mono<Accepted> accept(Link link, String displayName) {
        TenantId tenant = link.tenantId();
        return invitations.accept(link).flatMap(invitation -> members.join(
                        tenant, invitation.email(), displayName, invitation.role())
                .delayUntil(user -> joinProject(tenant, invitation, user))
                .delayUntil(user -> audit.recordAs(tenant, user, "invitation.accept", "invitation/" + invitation.id()))
                .map(user -> new Accepted(tenant, user, invitation.email())));
    }

    private Mono<Void> joinProject(TenantId tenant, Invitation invitation, UserId user) {
        ProjectId project = invitation.projectId();
        ProjectRole role = invitation.projectRole();
        return project == null || role == null ? Mono.empty() : invitations.joinProject(tenant, project, user, role);
    }

    /** Whoever lets people into a project must be an admin of it: the link comes back to them. */
    private Mono<Void> administered(@Nullable ProjectId project) {
        return project == null
                ? Mono.empty()
                : access.checkAdmin(project, () -> ApiException.notFound("Project", project));
    }

    /** The person who joined; they still need a way to sign in, which is the sign-in's business. */
    record Accepted(TenantId tenantId, UserId userId, String email) {}
}
