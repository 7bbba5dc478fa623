package dev.signalbox.platform.host;

import dev.signalbox.platform.access.TenantId;
import dev.signalbox.platform.access.TenantTransaction;
import dev.signalbox.platform.engine.Outcome;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Keeps the tool calls of a tenant, and those to one of its connectors, within their rates, over all nodes together. */
@Component
class CallRates {

    /** As much as this may come at once; then only as much as the rate lets through. */
    private static final Duration BURST = Duration.ofSeconds(2);

    private final CallBucketRepository buckets;
    private final TenantTransaction transaction;
    private final Clock clock;

    CallRates(CallBucketRepository buckets, TenantTransaction transaction, Clock clock) {
        this.buckets = buckets;
        this.transaction = transaction;
        this.clock = clock;
    }

    /** Empty when the call may go ahead now. Else when to come back, a little by chance so that not all come back together. */
    Mono<Outcome.Later> take(TenantId tenant, String connector) {
        return transaction.in(tenant, buckets.rates(tenant).flatMap(rates -> buckets.take(
                        tenant, "tenant", rates.tenant(), BURST)
                .flatMap(wait -> wait.isPositive()
                        ? Mono.just(later(wait, "This tenant calls more tools than it may"))
                        : buckets.take(tenant, "connector " + connector, rates.connector(), BURST)
                                .filter(Duration::isPositive)
                                .map(more -> later(more, connector + " is called more often than it may be")))));
    }

    private Outcome.Later later(Duration wait, String why) {
        long millis = wait.toMillis() + 1;
        long chance = ThreadLocalRandom.current().nextLong(millis / 2 + 50);
        return new Outcome.Later(
                clock.instant().plusMillis(millis + chance), why + " at a time; it is called a little later.");
    }
}
