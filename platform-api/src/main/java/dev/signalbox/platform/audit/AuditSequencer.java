package dev.signalbox.platform.audit;

import dev.signalbox.platform.access.TenantId;
import dev.signalbox.platform.access.TenantTransaction;
import dev.signalbox.platform.background.BackgroundLoop;
import java.time.Duration;
import java.util.List;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Chains what was appended: afterwards, so that no writer waits for another one. */
@Component
class AuditSequencer extends BackgroundLoop {

    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final int BATCH = 2000;

    private final AuditRepository events;
    private final ChainRepository chains;
    private final TenantTransaction transaction;

    AuditSequencer(AuditRepository events, ChainRepository chains, TenantTransaction transaction) {
        super("chain audit entries");
        this.events = events;
        this.chains = chains;
        this.transaction = transaction;
    }

    Mono<Void> chainAll() {
        return events.tenantsWithUnchained()
                .collectList()
                .flatMapIterable(tenants -> tenants)
                .concatMap(tenant -> orLater(tenant, chain(tenant)))
                .then();
    }

    Mono<Void> chain(TenantId tenant) {
        return transaction.in(
                tenant,
                chains.claim(tenant)
                        .filter(claimed -> claimed)
                        .flatMap(_ -> events.listUnchained(tenant, BATCH).collectList())
                        .filter(waiting -> !waiting.isEmpty())
                        .flatMap(waiting -> append(tenant, waiting)));
    }

    private Mono<Void> append(TenantId tenant, List<AuditEvent> waiting) {
        return chains.find(tenant).flatMap(end -> {
            var links = AuditChain.after(end, waiting);
            return events.chain(tenant, waiting, links).then(chains.move(tenant, links.getLast()));
        });
    }

    @Override
    protected Flux<Void> work() {
        return every(PAUSE, Mono.defer(this::chainAll));
    }
}
