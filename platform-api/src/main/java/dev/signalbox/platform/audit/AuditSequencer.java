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
    private static final int BATCH = 500;

    private final AuditRepository events;
    private final TenantTransaction transaction;

    AuditSequencer(AuditRepository events, TenantTransaction transaction) {
        super("chain audit entries");
        this.events = events;
        this.transaction = transaction;
    }

    Mono<Void> chainAll() {
        return events.tenantsWithUnchained()
                .collectList()
                .flatMapIterable(tenants -> tenants)
                .concatMap(this::chain)
                .then();
    }

    Mono<Void> chain(TenantId tenant) {
        return transaction.in(
                tenant,
                events.claimChain(tenant)
                        .filter(claimed -> claimed)
                        .flatMap(_ -> events.listUnchained(tenant, BATCH).collectList())
                        .flatMap(waiting -> append(tenant, waiting)));
    }

    private Mono<Void> append(TenantId tenant, List<AuditEvent> waiting) {
        return events.findHead(tenant)
                .map(head -> new Link(java.util.Objects.requireNonNull(head.position()), String.valueOf(head.hash())))
                .defaultIfEmpty(new Link(0, ""))
                .flatMap(head -> Flux.fromIterable(waiting)
                        .reduce(
                                Mono.just(head),
                                (link, event) -> link.flatMap(previous -> append(tenant, previous, event)))
                        .flatMap(last -> last))
                .then();
    }

    private Mono<Link> append(TenantId tenant, Link previous, AuditEvent event) {
        long position = previous.position() + 1;
        byte[] hash = AuditChain.hash(previous.hash(), position, event);
        return events.chain(tenant, event.eventId(), position, hash)
                .thenReturn(new Link(position, AuditChain.hex(hash)));
    }

    @Override
    protected Flux<Void> work() {
        return every(PAUSE, Mono.defer(this::chainAll));
    }

    private record Link(long position, String hash) {}
}
