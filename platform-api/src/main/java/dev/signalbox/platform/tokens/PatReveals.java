package dev.signalbox.platform.tokens;

import dev.signalbox.connector.Secret;
import dev.signalbox.platform.access.Access;
import dev.signalbox.platform.access.Caller;
import dev.signalbox.platform.access.TenantTransaction;
import dev.signalbox.platform.audit.Audit;
import dev.signalbox.platform.problem.ApiException;
import dev.signalbox.platform.problem.ErrorCode;
import dev.signalbox.platform.vault.Vault;
import dev.signalbox.platform.vault.VaultPlace;
import java.time.Duration;
import java.util.Map;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;

/**
 * Shows the text of a token once more to whoever missed it: once, and only soon after it was made or rotated. Everywhere else
 * there is but its hash.
 */
@Service
class PatReveals {

    static final Duration WITHIN = Duration.ofMinutes(10);

    private static final String KIND = "pat";

    private final PatRepository pats;
    private final Vault vault;
    private final TenantTransaction transaction;
    private final Audit audit;

    PatReveals(PatRepository pats, Vault vault, TenantTransaction transaction, Audit audit) {
        this.pats = pats;
        this.vault = vault;
        this.transaction = transaction;
        this.audit = audit;
    }

    /** Inside the transaction that made the text. */
    Mono<Void> keep(Caller caller, Pat.Id id, String token) {
        return forget(caller, id).then(vault.put(place(caller, id), Secret.of(token), WITHIN));
    }

    /** Inside the transaction that ended the token. */
    Mono<Void> forget(Caller caller, Pat.Id id) {
        return vault.remove(caller.tenant(), KIND, id.toString());
    }

    /** Whoever is shown a token holds it afterwards, so it must not be wider than theirs. */
    Mono<Pat> reveal(Pat.Id id) {
        return Access.current()
                .flatMap(caller -> transaction.required(pats.find(caller.tenant(), caller.user(), id)
                        .switchIfEmpty(Mono.error(() -> ApiException.notFound("Token", id)))
                        .doOnNext(pat -> pat.limits().noWiderThan(caller))
                        .flatMap(pat -> text(caller, pat))
                        .delayUntil(_ -> audit.record("pat.reveal", "pat/" + id, Map.of()))));
    }

    private Mono<Pat> text(Caller caller, Pat pat) {
        return vault.take(place(caller, pat.id()))
                .map(text -> pat.withToken(text.reveal()))
                .switchIfEmpty(Mono.error(PatReveals::gone));
    }

    private static ApiException gone() {
        return new ApiException(
                ErrorCode.GONE,
                "The text of a token is shown once, within %d minutes of its making. Rotate the token to get a new one."
                        .formatted(WITHIN.toMinutes()));
    }

    private static VaultPlace place(Caller caller, Pat.Id id) {
        return new VaultPlace(caller.tenant(), null, KIND, id.toString(), 1);
    }
}
