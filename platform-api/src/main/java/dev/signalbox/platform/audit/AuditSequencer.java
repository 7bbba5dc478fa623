package dev.signalbox.platform.audit;

import dev.signalbox.platform.access.TenantId;
import dev.signalbox.platform.access.TenantTransaction;
import dev.signalbox.platform.audit.Audit.Entry;
import dev.signalbox.platform.background.BackgroundLoop;
import dev.signalbox.platform.database.Rows;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Chains what was appended: afterwards, so that no writer waits for another one; or at once, for whom nobody waits. */
@Component
class AuditSequencer extends BackgroundLoop {

    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final int BATCH = 2000;

    private final AuditRepository events;
    private final ChainRepository chains;
    private final Rows rows;
    private final TenantTransaction transaction;

    AuditSequencer(AuditRepository events, ChainRepository chains, Rows rows, TenantTransaction transaction) {
        super("chain audit entries");
        this.events = events;
        this.chains = chains;
        this.rows = rows;
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

    /** Written and chained in one go, inside a transaction of the tenant; empty, and nothing is done, when another one has the chain. */
    Mono<Boolean> insert(TenantId tenant, List<Entry> entries) {
        List<UUID> ids = entries.stream().map(_ -> UUID.randomUUID()).toList();
        return chains.claimedAt(tenant).flatMap(now -> chains.find(tenant).flatMap(end -> {
            var links = AuditChain.after(end, events(entries, ids, now));
            return events.insertChained(tenant, entries, ids, now, links)
                    .then(chains.move(tenant, links.getLast()))
                    .thenReturn(true);
        }));
    }

    private List<AuditEvent> events(List<Entry> entries, List<UUID> ids, Instant at) {
        return IntStream.range(0, ids.size())
                .mapToObj(i -> {
                    var entry = entries.get(i);
                    var details = rows.tree(entry.details());
                    return new AuditEvent(
                            ids.get(i),
                            at,
                            entry.actor(),
                            entry.token(),
                            entry.action(),
                            entry.target(),
                            entry.outcome(),
                            details,
                            null,
                            null);
                })
                .toList();
    }

    @Override
    protected Flux<Void> work() {
        return every(PAUSE, Mono.defer(this::chainAll));
    }
}
