package dev.signalbox.platform.tokens;

import dev.signalbox.platform.access.Access;
import dev.signalbox.platform.access.Caller;
import dev.signalbox.platform.access.Seals;
import dev.signalbox.platform.access.TenantTransaction;
import dev.signalbox.platform.audit.Audit;
import dev.signalbox.platform.problem.ApiException;
import dev.signalbox.platform.problem.ErrorCode;
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

    private static final String PURPOSE = "pat-reveal";

    private final PatRepository pats;
    private final SealedPatRepository sealed;
    private final Seals seals;
    private final TenantTransaction transaction;
    private final Audit audit;

    PatReveals(
            PatRepository pats, SealedPatRepository sealed, Seals seals, TenantTransaction transaction, Audit audit) {
        this.pats = pats;
        this.sealed = sealed;
        this.seals = seals;
        this.transaction = transaction;
        this.audit = audit;
    }

    /** Inside the transaction that made the text. */
    Mono<Void> keep(Caller caller, Pat.Id id, String token) {
        return sealed.keep(caller.tenant(), id, seals.seal(PURPOSE, binding(caller, id), token));
    }

    /** Inside the transaction that ended the token. */
    Mono<Void> forget(Caller caller, Pat.Id id) {
        return sealed.take(caller.tenant(), id, Duration.ZERO).then();
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
        return sealed.take(caller.tenant(), pat.id(), WITHIN)
                .flatMap(text -> Mono.justOrEmpty(seals.open(PURPOSE, binding(caller, pat.id()), text)))
                .map(pat::withToken)
                .switchIfEmpty(Mono.error(PatReveals::gone));
    }

    private static ApiException gone() {
        return new ApiException(
                ErrorCode.GONE,
                "The text of a token is shown once, within %d minutes of its making. Rotate the token to get a new one."
                        .formatted(WITHIN.toMinutes()));
    }

    private static String binding(Caller caller, Pat.Id id) {
        return caller.tenant() + "|" + id;
    }
}
