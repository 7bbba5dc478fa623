package dev.signalbox.platform.members;

import dev.signalbox.platform.access.Access;
import dev.signalbox.platform.access.Caller;
import dev.signalbox.platform.access.TenantId;
import dev.signalbox.platform.access.TenantRole;
import dev.signalbox.platform.access.TenantTransaction;
import dev.signalbox.platform.access.UserId;
import dev.signalbox.platform.audit.Audit;
import dev.signalbox.platform.notifications.Notifications;
import dev.signalbox.platform.paging.Cursors;
import dev.signalbox.platform.paging.Page;
import dev.signalbox.platform.problem.ApiException;
import dev.signalbox.platform.tenants.TenantService;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;

/** What one may do with members. */
@Service
public class MemberService {

    private final MemberRepository members;
    private final TenantService tenants;
    private final TenantTransaction transaction;
    private final Notifications notifications;
    private final Audit audit;
    private final Cursors cursors;

    MemberService(
            MemberRepository members,
            TenantService tenants,
            TenantTransaction transaction,
            Notifications notifications,
            Audit audit,
            Cursors cursors) {
        this.members = members;
        this.tenants = tenants;
        this.transaction = transaction;
        this.notifications = notifications;
        this.audit = audit;
        this.cursors = cursors;
    }

    Mono<Page<Member>> list(int limit, @Nullable String cursor) {
        return Access.current().flatMap(caller -> {
            String binding = "members|" + caller.tenant();
            String after = cursor == null ? "" : cursors.open(binding, cursor).getFirst();
            return transaction
                    .required(
                            members.findAfter(caller.tenant(), after, limit + 1).collectList())
                    .map(found -> Page.of(
                            found,
                            limit,
                            last -> cursors.seal(binding, last.email().toLowerCase(java.util.Locale.ROOT))));
        });
    }

    Mono<Member> get(UserId user) {
        return Access.current()
                .flatMap(caller -> transaction.required(members.find(caller.tenant(), user)))
                .switchIfEmpty(Mono.error(() -> unknown(user)));
    }

    static ApiException unknown(UserId user) {
        return ApiException.notFound("Member", user);
    }

    /** Takes a person in, new or known from another tenant: at a bootstrap, which an operator vouches for. */
    public Mono<UserId> join(TenantId tenant, String email, String displayName, TenantRole role) {
        return members.person(new UserId(UUID.randomUUID()), email, displayName).flatMap(user -> transaction
                .in(tenant, members.insert(tenant, user, role))
                .thenReturn(user));
    }

    /** Takes this person in, if the address is theirs or nobody's yet. */
    public Mono<Void> joinAs(TenantId tenant, UserId person, String email, String displayName, TenantRole role) {
        return members.person(person, email, displayName)
                .filter(person::equals)
                .switchIfEmpty(Mono.error(() ->
                        ApiException.conflict("This address belongs to somebody. Accept the invitation as them.")))
                .then(transaction.in(tenant, members.insert(tenant, person, role)));
    }

    /** Whether somebody with this address is a member, disabled or not. */
    public Mono<Boolean> knows(TenantId tenant, String email) {
        return transaction.in(tenant, members.knows(tenant, email));
    }

    /** Where a person may work, for the sign-in. */
    Mono<List<Place>> placesOf(UserId user) {
        return tenants.listOf(user)
                .flatMapIterable(Page::items)
                .concatMap(tenant -> transaction.inMany(tenant.id(), members.placesOf(tenant.id(), user)))
                .collectList();
    }

    Mono<Member> changeRole(UserId user, TenantRole role, long version) {
        return Access.current()
                .flatMap(caller -> transaction.required(changeable(caller, user)
                        .doOnNext(_ -> mayGive(caller, role))
                        .flatMap(member -> members.changeRole(caller.tenant(), user, role, version)
                                .filter(changed -> changed)
                                .switchIfEmpty(Mono.error(() -> ApiException.staleVersion("Member", member.version()))))
                        .then(anOwnerIsLeft(caller.tenant()))
                        .then(role.administers() ? Mono.empty() : members.revokeInvitationsOf(caller.tenant(), user))
                        .then(tellHolders(caller.tenant(), user))
                        .then(audit.record("member.role", "member/" + user, Map.of("role", role.wire())))
                        .then(get(user))));
    }

    Mono<Member> disable(UserId user) {
        return Access.current()
                .flatMap(caller -> transaction.required(changeable(caller, user)
                        .then(members.disable(caller.tenant(), user))
                        .then(anOwnerIsLeft(caller.tenant()))
                        .then(members.revokeInvitationsOf(caller.tenant(), user))
                        .then(tellHolders(caller.tenant(), user))
                        .then(audit.record("member.disable", "member/" + user, Map.of()))
                        .then(get(user))));
    }

    /** They find everything as they left it: roles, tokens that have not ended since, tasks. */
    Mono<Member> enable(UserId user) {
        return Access.current()
                .flatMap(caller -> transaction.required(changeable(caller, user)
                        .then(members.enable(caller.tenant(), user))
                        .then(audit.record("member.enable", "member/" + user, Map.of()))
                        .then(get(user))));
    }

    /** Only an owner makes an owner: an admin must not be able to become one. */
    private static void mayGive(Caller caller, TenantRole role) {
        if (role == TenantRole.TENANT_OWNER && caller.tenantRole() != TenantRole.TENANT_OWNER) {
            throw ApiException.insufficientScope("member:manage");
        }
    }

    /** Only an owner may touch an owner: an admin must not be able to take the tenant over. */
    private Mono<Member> changeable(Caller caller, UserId user) {
        return get(user)
                .filter(member ->
                        caller.tenantRole() == TenantRole.TENANT_OWNER || member.role() != TenantRole.TENANT_OWNER)
                .switchIfEmpty(Mono.error(() -> ApiException.insufficientScope("member:manage")));
    }

    private Mono<Void> anOwnerIsLeft(TenantId tenant) {
        return members.countOwners(tenant)
                .filter(owners -> owners > 0)
                .switchIfEmpty(Mono.error(() ->
                        ApiException.conflict("The tenant would have no owner. Make somebody else an owner first.")))
                .then();
    }

    /** Rights changed: whoever remembers an answer about this person's tokens must ask again. */
    Mono<Void> tellHolders(TenantId tenant, UserId user) {
        return members.tokensOf(tenant, user)
                .collectList()
                .flatMapIterable(tokens -> tokens)
                .concatMap(token -> notifications.send(Notifications.Channel.REVOCATION, token.toString()))
                .then();
    }
}
