package dev.signalbox.platform.audit;

import dev.signalbox.platform.access.RefusedCredential;
import dev.signalbox.platform.access.TenantId;
import dev.signalbox.platform.access.TenantTransaction;
import dev.signalbox.platform.audit.AuditEvent.Outcome;
import dev.signalbox.platform.audit.RefusalCounts.Counted;
import dev.signalbox.platform.background.BackgroundLoop;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Writes down who was refused without being anybody. A request only adds to a count and never waits; how much is written does not
 * depend on how much is tried (ADR 55). Thread-safe.
 */
@Component
public class Refusals extends BackgroundLoop {

    private static final Logger log = LoggerFactory.getLogger(Refusals.class);
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final AuditRepository events;
    private final TenantTransaction transaction;
    private final Clock clock;
    private final RefusalCounts counts = new RefusalCounts();

    Refusals(AuditRepository events, TenantTransaction transaction, Clock clock) {
        super("audit refusals");
        this.events = events;
        this.transaction = transaction;
        this.clock = clock;
    }

    public void add(Refusal refusal) {
        counts.add(refusal, clock.instant());
    }

    /** The platform's chain has them all; a token that was good once is its tenant's business too. */
    @EventListener
    void onRefused(RefusedCredential refused) {
        var details = new HashMap<String, Object>();
        details.put("reason", refused.reason().wire());
        details.put("via", refused.address() == null ? "introspection" : "request");
        if (refused.address() != null) {
            details.put("address", refused.address());
        }
        var token = refused.token();
        if (token == null) {
            add(new Refusal(Audit.PLATFORM, "credential.refused", "credential", Outcome.DENIED, details));
        } else {
            add(new Refusal(token.tenant(), "credential.refused", "token/" + token.id(), Outcome.DENIED, details));
            details.put("tenant", token.tenant().toString());
            add(new Refusal(Audit.PLATFORM, "credential.refused", "token/" + token.id(), Outcome.DENIED, details));
        }
    }

    @Override
    protected Flux<Void> work() {
        return every(PAUSE, Mono.defer(() -> writeDue(clock.instant())));
    }

    Mono<Void> writeDue(Instant now) {
        Map<TenantId, List<Counted>> chains = counts.due(now).stream()
                .collect(Collectors.groupingBy(counted -> counted.refusal().chain()));
        return Flux.fromIterable(chains.entrySet())
                .concatMap(chain -> write(chain.getKey(), chain.getValue()))
                .then();
    }

    private Mono<Void> write(TenantId chain, List<Counted> batch) {
        return transaction
                .in(chain, Flux.fromIterable(batch).concatMap(this::insert).then())
                .timeout(Duration.ofSeconds(10))
                .onErrorResume(e -> {
                    long lost = batch.stream().mapToLong(Counted::count).sum();
                    log.error("Could not audit {} refusals in the chain {}", lost, chain, e);
                    return Mono.empty();
                });
    }

    private Mono<Void> insert(Counted counted) {
        var refusal = counted.refusal();
        var details = new HashMap<>(refusal.details());
        details.put("count", counted.count());
        return events.insert(
                refusal.chain(), null, null, refusal.action(), refusal.target(), refusal.outcome(), details);
    }
}
