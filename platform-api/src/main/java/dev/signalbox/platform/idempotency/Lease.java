package dev.signalbox.platform.idempotency;

import dev.signalbox.platform.idempotency.IdempotencyRepository.Claim;
import dev.signalbox.platform.problem.ApiException;
import java.time.Duration;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.util.retry.Retry;

/**
 * Keeps a key claimed while its request runs. Guarantee: a request that no longer holds its key is stopped, since the same one
 * may run elsewhere by then.
 */
class Lease {

    private final IdempotencyRepository keys;
    private final Claim claim;
    private final Duration length;
    private final Sinks.Empty<Void> settled = Sinks.empty();

    Lease(IdempotencyRepository keys, Claim claim, Duration length) {
        this.keys = keys;
        this.claim = claim;
        this.length = length;
    }

    /** The work, stopped with an error when the lease is lost before it is settled. */
    Mono<Void> during(Mono<Void> work) {
        return Mono.firstWithSignal(
                work, lost().takeUntilOther(settled.asMono()).then(Mono.never()));
    }

    /** The outcome is about to be written down, after which there is nothing left to hold. */
    void settle() {
        settled.tryEmitEmpty();
    }

    /** Renews three times per lease. An error that stays for the two thirds that are left is as good as a refusal. */
    private Mono<Void> lost() {
        return Mono.delay(length.dividedBy(3))
                .then(Mono.defer(() -> keys.renew(claim))
                        .retryWhen(Retry.fixedDelay(Long.MAX_VALUE, length.dividedBy(12)))
                        .timeout(length.dividedBy(2), Mono.just(false)))
                .repeat()
                .takeWhile(held -> held)
                .then(Mono.error(Lease::gone));
    }

    static ApiException gone() {
        return ApiException.unavailable(
                "The hold on this Idempotency-Key was lost. Send the request again with the same key to learn how it ended.");
    }
}
