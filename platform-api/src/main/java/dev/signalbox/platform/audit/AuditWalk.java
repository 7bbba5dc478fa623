package dev.signalbox.platform.audit;

import dev.signalbox.platform.access.TenantId;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Walks a chain from its beginning, compares it with what was signed of it, and says where it breaks. */
@Component
class AuditWalk {

    private static final int BATCH = 500;

    private final AuditRepository events;
    private final ChainRepository chains;
    private final HeadKeys keys;

    AuditWalk(AuditRepository events, ChainRepository chains, HeadKeys keys) {
        this.events = events;
        this.chains = chains;
        this.keys = keys;
    }

    /**
     * Inside a transaction of the tenant, and after its sequencer. The chain may grow meanwhile, so what it must hold is read before
     * the walk, and what it may not exceed after it.
     */
    Mono<Verification> of(TenantId tenant) {
        return chains.find(tenant)
                .flatMap(end -> lastSigned(tenant).flatMap(signed -> from(tenant, end, Verification.START)
                        .map(walked -> walked.reaching(Math.max(end.position(), signed)))))
                .flatMap(walked -> chains.find(tenant).map(end -> walked.within(end.position())));
    }

    private Mono<Long> lastSigned(TenantId tenant) {
        return chains.headsBefore(tenant, Long.MAX_VALUE, 1)
                .next()
                .map(SignedHead::position)
                .defaultIfEmpty(0L);
    }

    private Mono<Verification> from(TenantId tenant, Link end, Verification sofar) {
        return events.findAfter(tenant, sofar.entries(), BATCH)
                .collectList()
                .flatMap(batch -> batch.isEmpty()
                        ? Mono.just(sofar)
                        : chains.headsWithin(tenant, sofar.entries(), sofar.entries() + batch.size())
                                .collectMap(SignedHead::position)
                                .map(heads -> along(sofar, batch, heads, end))
                                .flatMap(walked -> walked.intact() ? from(tenant, end, walked) : Mono.just(walked)));
    }

    private Verification along(Verification sofar, List<AuditEvent> batch, Map<Long, SignedHead> heads, Link end) {
        var walked = sofar;
        for (AuditEvent event : batch) {
            walked = walked.next(event).through(end);
            SignedHead head = heads.get(walked.entries());
            if (walked.intact() && head != null) {
                walked = walked.signed(head, keys.vouchFor(head));
            }
            if (!walked.intact()) {
                return walked;
            }
        }
        return walked;
    }
}
