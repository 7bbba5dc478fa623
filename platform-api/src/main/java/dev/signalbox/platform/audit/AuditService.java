package dev.signalbox.platform.audit;

import dev.signalbox.platform.access.TenantId;
import dev.signalbox.platform.access.TenantTransaction;
import dev.signalbox.platform.paging.Cursors;
import dev.signalbox.platform.paging.Page;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;

@Service
class AuditService {

    private final AuditRepository events;
    private final ChainRepository chains;
    private final AuditSequencer sequencer;
    private final AuditWalk walk;
    private final TenantTransaction transaction;
    private final Cursors cursors;

    AuditService(
            AuditRepository events,
            ChainRepository chains,
            AuditSequencer sequencer,
            AuditWalk walk,
            TenantTransaction transaction,
            Cursors cursors) {
        this.events = events;
        this.chains = chains;
        this.sequencer = sequencer;
        this.walk = walk;
        this.transaction = transaction;
        this.cursors = cursors;
    }

    Mono<Page<AuditEvent>> list(TenantId chain, int limit, @Nullable String cursor) {
        return page(
                "audit|" + chain,
                cursor,
                limit,
                AuditEvent::position,
                before -> transaction.in(
                        chain, events.findBefore(chain, before, limit + 1).collectList()));
    }

    Mono<Page<SignedHead>> heads(TenantId chain, int limit, @Nullable String cursor) {
        return page(
                "audit-heads|" + chain,
                cursor,
                limit,
                SignedHead::position,
                before -> transaction.in(
                        chain, chains.headsBefore(chain, before, limit + 1).collectList()));
    }

    /** Chains what is still waiting, then walks the whole chain and says where it breaks. */
    Mono<Verification> verify(TenantId chain) {
        return sequencer.chain(chain).then(transaction.in(chain, walk.of(chain)));
    }

    private <T> Mono<Page<T>> page(
            String binding,
            @Nullable String cursor,
            int limit,
            Function<T, @Nullable Long> position,
            Function<Long, Mono<List<T>>> findBefore) {
        long before = cursor == null
                ? Long.MAX_VALUE
                : Long.parseLong(cursors.open(binding, cursor).getFirst());
        return findBefore
                .apply(before)
                .map(found ->
                        Page.of(found, limit, last -> cursors.seal(binding, String.valueOf(position.apply(last)))));
    }
}
