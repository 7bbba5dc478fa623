package dev.signalbox.platform.grants;

import dev.signalbox.platform.access.Access;
import dev.signalbox.platform.access.ProjectId;
import dev.signalbox.platform.access.Scope;
import dev.signalbox.platform.access.TenantId;
import dev.signalbox.platform.access.TenantTransaction;
import dev.signalbox.platform.access.UserId;
import dev.signalbox.platform.audit.Audit;
import dev.signalbox.platform.notifications.Notifications;
import dev.signalbox.platform.paging.Cursors;
import dev.signalbox.platform.paging.Page;
import dev.signalbox.platform.problem.ApiException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;

/** Grants: given through the sign-in, which vouches for who said yes, and taken back by whoever gave or holds them. */
@Service
class GrantService {

    private static final int DAYS = 90;
    private static final Instant LATEST = Instant.parse("9999-01-01T00:00:00Z");
    private static final UUID LAST = new UUID(-1, -1);

    private final GrantRepository grants;
    private final Access access;
    private final TenantTransaction transaction;
    private final Notifications notifications;
    private final Audit audit;
    private final Cursors cursors;

    GrantService(
            GrantRepository grants,
            Access access,
            TenantTransaction transaction,
            Notifications notifications,
            Audit audit,
            Cursors cursors) {
        this.grants = grants;
        this.access = access;
        this.transaction = transaction;
        this.notifications = notifications;
        this.audit = audit;
        this.cursors = cursors;
    }

    /** The caller's own, the newest first. */
    Mono<Page<Grant>> list(int limit, @Nullable String cursor) {
        return Access.current().flatMap(caller -> {
            String binding = "grants|" + caller.tenant() + "|" + caller.user();
            List<String> last = cursor == null ? List.of() : cursors.open(binding, cursor);
            Instant before = last.isEmpty() ? LATEST : Instant.parse(last.getFirst());
            UUID id = last.isEmpty() ? LAST : UUID.fromString(last.getLast());
            return transaction
                    .required(grants.findBefore(caller.tenant(), caller.user(), before, id, limit + 1)
                            .collectList())
                    .map(found -> Page.of(found, limit, one -> cursors.seal(binding, one.createdAt(), one.id())));
        });
    }

    Mono<Void> revoke(Grant.Id id) {
        return Access.current()
                .flatMap(caller -> transaction.required(ended(caller.tenant(), caller.user(), id)
                        .then(audit.record("grant.revoke", target(id), Map.of()))));
    }

    /** Nobody grants a place they cannot enter themselves. */
    Mono<Grant> give(NewGrant wanted) {
        TenantId tenant = wanted.tenantId();
        return transaction.in(
                tenant,
                enters(tenant, wanted.userId(), wanted.projectId())
                        .then(grants.insert(wanted, DAYS))
                        .delayUntil(made -> audit.recordAs(
                                tenant, wanted.userId(), "grant.create", target(made.id()), details(made))));
    }

    /** One that still holds: the sign-in asks before it renews a client's token. */
    Mono<Grant> find(TenantId tenant, Grant.Id id) {
        return transaction
                .in(tenant, grants.find(tenant, id))
                .switchIfEmpty(Mono.error(() -> ApiException.notFound("Grant", id)));
    }

    /** Given back by the client, or taken from it because its tokens were stolen. */
    Mono<Void> end(TenantId tenant, Grant.Id id) {
        return transaction.in(
                tenant,
                ended(tenant, null, id)
                        .flatMap(owner ->
                                audit.recordAs(tenant, owner, "grant.revoke", target(id), Map.of("by", "sign-in"))));
    }

    private Mono<Void> enters(TenantId tenant, UserId user, ProjectId project) {
        return access.recorded(tenant, project, user, null)
                .switchIfEmpty(Mono.error(() -> ApiException.notFound("Project", project)))
                .then();
    }

    /** Told in the same transaction, so that a node hears of it exactly when it can see it. */
    private Mono<UserId> ended(TenantId tenant, @Nullable UserId owner, Grant.Id id) {
        return grants.revoke(tenant, owner, id)
                .switchIfEmpty(Mono.error(() -> ApiException.notFound("Grant", id)))
                .delayUntil(_ -> notifications.send(Notifications.Channel.REVOCATION, id.toString()));
    }

    private static Map<String, Object> details(Grant grant) {
        return Map.of(
                "client", grant.clientName(),
                "host", grant.clientHost(),
                "scopes", grant.scopes().stream().map(Scope::wire).toList(),
                "read_only", grant.readOnly());
    }

    private static String target(Grant.Id id) {
        return "grant/" + id;
    }
}
