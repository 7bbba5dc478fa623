package dev.signalbox.platform.invitations;

import dev.signalbox.platform.access.Access;
import dev.signalbox.platform.access.Caller;
import dev.signalbox.platform.access.ProjectId;
import dev.signalbox.platform.access.ProjectRole;
import dev.signalbox.platform.access.TenantId;
import dev.signalbox.platform.access.TenantRole;
import dev.signalbox.platform.access.TenantTransaction;
import dev.signalbox.platform.access.TokenHashes;
import dev.signalbox.platform.access.TokenText;
import dev.signalbox.platform.access.UserId;
import dev.signalbox.platform.audit.Audit;
import dev.signalbox.platform.invitations.InvitationRepository.Link;
import dev.signalbox.platform.members.MemberService;
import dev.signalbox.platform.paging.Page;
import dev.signalbox.platform.problem.ApiException;
import dev.signalbox.platform.problem.ErrorCode;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
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
                .flatMap(caller -> transaction.required(isNoMember(caller.tenant(), email)
                        .then(invitations.insert(
                                caller.tenant(), email, role, project, projectRole, hashes.of(token), caller.user()))
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

    /** What a link is about, for whoever holds it. */
    Mono<Invited> read(String token) {
        return behind(token, invitations::read);
    }

    /** Whoever calls joins as who they are; without a credential only somebody who was never here before can. */
    Mono<Accepted> accept(String token, String displayName) {
        return Access.ifAny()
                .map(Caller::user)
                .defaultIfEmpty(new UserId(UUID.randomUUID()))
                .flatMap(person -> accept(token, person, displayName));
    }

    /** Guarantee: the invited address becomes this person's or is theirs already, so nobody joins in somebody else's name. */
    Mono<Accepted> accept(String token, UserId person, String displayName) {
        return behind(token, link -> accept(link, person, displayName));
    }

    private Mono<Accepted> accept(Link link, UserId person, String displayName) {
        TenantId tenant = link.tenantId();
        return invitations.accept(link).flatMap(invitation -> members.joinAs(
                        tenant, person, invitation.email(), displayName, invitation.role())
                .then(joinProject(tenant, invitation, person))
                .then(audit.recordAs(tenant, person, "invitation.accept", "invitation/" + invitation.id()))
                .thenReturn(new Accepted(tenant, person, invitation.email())));
    }

    /** A used, revoked, expired or invented link is answered alike. */
    private <T> Mono<T> behind(String token, Function<Link, Mono<T>> work) {
        return Flux.fromIterable(hashes.candidates(token))
                .filter(_ -> TokenText.wellFormed(TokenText.Kind.INV, token))
                .concatMap(invitations::find)
                .next()
                .flatMap(link -> transaction.in(link.tenantId(), work.apply(link)))
                .switchIfEmpty(Mono.error(() -> new ApiException(
                        ErrorCode.NOT_FOUND, "This invitation does not exist, or is used up. Ask for a new one.")));
    }

    private Mono<Void> joinProject(TenantId tenant, Invitation invitation, UserId user) {
        ProjectId project = invitation.projectId();
        ProjectRole role = invitation.projectRole();
        return project == null || role == null ? Mono.empty() : invitations.joinProject(tenant, project, user, role);
    }

    private Mono<Void> isNoMember(TenantId tenant, String email) {
        return members.knows(tenant, email)
                .filter(known -> !known)
                .switchIfEmpty(Mono.error(() -> ApiException.alreadyExists("Member", email)))
                .then();
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
