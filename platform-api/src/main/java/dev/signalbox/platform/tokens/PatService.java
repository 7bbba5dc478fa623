package dev.signalbox.platform.tokens;

import dev.signalbox.platform.access.Access;
import dev.signalbox.platform.access.Caller;
import dev.signalbox.platform.access.TenantId;
import dev.signalbox.platform.access.TenantTransaction;
import dev.signalbox.platform.access.TokenHashes;
import dev.signalbox.platform.access.TokenText;
import dev.signalbox.platform.access.UserId;
import dev.signalbox.platform.audit.Audit;
import dev.signalbox.platform.notifications.Notifications;
import dev.signalbox.platform.paging.Cursors;
import dev.signalbox.platform.paging.Page;
import dev.signalbox.platform.problem.ApiException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;

/** A person's own tokens. */
@Service
public class PatService {

    private static final UUID LAST = new UUID(-1, -1);

    private final PatRepository pats;
    private final TenantTransaction transaction;
    private final TokenHashes hashes;
    private final Notifications notifications;
    private final Audit audit;
    private final Cursors cursors;
    private final PatReveals reveals;

    PatService(
            PatRepository pats,
            TenantTransaction transaction,
            TokenHashes hashes,
            Notifications notifications,
            Audit audit,
            Cursors cursors,
            PatReveals reveals) {
        this.pats = pats;
        this.transaction = transaction;
        this.hashes = hashes;
        this.notifications = notifications;
        this.audit = audit;
        this.cursors = cursors;
        this.reveals = reveals;
    }

    Mono<Page<Pat>> list(int limit, @Nullable String cursor) {
        return Access.current().flatMap(caller -> {
            String binding = "pats|" + caller.tenant() + "|" + caller.user();
            List<String> last = cursor == null ? List.of() : cursors.open(binding, cursor);
            Instant before = last.isEmpty() ? Instant.parse("9999-01-01T00:00:00Z") : Instant.parse(last.getFirst());
            UUID id = last.isEmpty() ? LAST : UUID.fromString(last.getLast());
            return transaction
                    .required(pats.findBefore(caller.tenant(), caller.user(), before, id, limit + 1)
                            .collectList())
                    .map(found -> Page.of(found, limit, pat -> cursors.seal(binding, pat.createdAt(), pat.id())));
        });
    }

    Mono<Pat> get(Pat.Id id) {
        return Access.current()
                .flatMap(caller -> transaction.required(pats.find(caller.tenant(), caller.user(), id)))
                .switchIfEmpty(Mono.error(() -> ApiException.notFound("Token", id)));
    }

    Mono<Pat> create(NewPat asked) {
        return Access.current().flatMap(caller -> {
            NewPat pat = asked.noWiderThan(caller);
            return transaction.required(make(caller.tenant(), caller.user(), pat, caller.tokenId())
                    .delayUntil(made -> keepText(caller, made))
                    .delayUntil(
                            made -> audit.record("pat.create", target(made.id()), Map.of("scopes", made.scopes()))));
        });
    }

    /** Makes a token for a person, inside the transaction of the one who asks. */
    public Mono<Pat> make(TenantId tenant, UserId user, NewPat pat, @Nullable UUID parent) {
        String token = TokenText.random(TokenText.Kind.PAT);
        return transaction
                .in(tenant, pats.insert(tenant, user, pat, hashes.of(token), parent))
                .map(made -> made.withToken(token));
    }

    /** Whoever rotates a token holds it afterwards, so it must not be wider than theirs. */
    Mono<Pat> rotate(Pat.Id id) {
        String token = TokenText.random(TokenText.Kind.PAT);
        return Access.current()
                .flatMap(caller -> transaction.required(
                        get(id).doOnNext(pat -> pat.limits().noWiderThan(caller))
                                .then(pats.replaceHash(caller.tenant(), caller.user(), id, hashes.of(token)))
                                .switchIfEmpty(Mono.error(() -> ApiException.notFound("Token", id)))
                                .delayUntil(_ -> revoked(id).then(audit.record("pat.rotate", target(id), Map.of())))
                                .map(rotated -> rotated.withToken(token))
                                .delayUntil(rotated -> keepText(caller, rotated))));
    }

    private Mono<Void> keepText(Caller caller, Pat made) {
        return reveals.keep(caller, made.id(), Objects.requireNonNull(made.token()));
    }

    Mono<Void> revoke(Pat.Id id) {
        return Access.current().flatMap(caller -> transaction.required(revoke(caller, id)));
    }

    private Mono<Void> revoke(Caller caller, Pat.Id id) {
        return pats.revoke(caller.tenant(), caller.user(), id)
                .filter(revoked -> revoked)
                .switchIfEmpty(Mono.error(() -> ApiException.notFound("Token", id)))
                .then(revoked(id))
                .then(reveals.forget(caller, id))
                .then(audit.record("pat.revoke", target(id), Map.of()));
    }

    /** In the same transaction, so that a node is told exactly when it can see it. */
    private Mono<Void> revoked(Pat.Id id) {
        return notifications.send(Notifications.Channel.REVOCATION, id.toString());
    }

    private static String target(Pat.Id id) {
        return "pat/" + id;
    }
}
