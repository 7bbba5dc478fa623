package dev.signalbox.platform.audit;

import dev.signalbox.platform.access.Access;
import dev.signalbox.platform.access.TenantId;
import dev.signalbox.platform.access.TenantTransaction;
import dev.signalbox.platform.paging.Cursors;
import dev.signalbox.platform.paging.Page;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;

@Service
class AuditService {

    private static final int BATCH = 500;

    private final AuditRepository events;
    private final AuditSequencer sequencer;
    private final TenantTransaction transaction;
    private final Cursors cursors;

    AuditService(AuditRepository events, AuditSequencer sequencer, TenantTransaction transaction, Cursors cursors) {
        this.events = events;
        this.sequencer = sequencer;
        this.transaction = transaction;
        this.cursors = cursors;
    }

    Mono<Page<AuditEvent>> list(int limit, @Nullable String cursor) {
        return Access.current().flatMap(caller -> {
            String binding = "audit|" + caller.tenant();
            long before = cursor == null
                    ? Long.MAX_VALUE
                    : Long.parseLong(cursors.open(binding, cursor).getFirst());
            return transaction
                    .in(
                            caller.tenant(),
                            events.findBefore(caller.tenant(), before, limit + 1)
                                    .collectList())
                    .map(found ->
                            Page.of(found, limit, last -> cursors.seal(binding, String.valueOf(last.position()))));
        });
    }

    /** Chains what is still waiting, then walks the whole chain and says where it breaks. */
    Mono<Verification> verify() {
        return Access.current().flatMap(caller -> sequencer
                .chain(caller.tenant())
                .then(transaction.in(caller.tenant(), walk(caller.tenant(), new Verification(true, 0, "", null)))));
    }

    private Mono<Verification> walk(TenantId tenant, Verification sofar) {
        return events.findAfter(tenant, sofar.entries(), BATCH).collectList().flatMap(batch -> {
            var state = sofar;
            for (AuditEvent event : batch) {
                state = state.next(event);
                if (!state.intact()) {
                    return Mono.just(state);
                }
            }
            return batch.isEmpty() ? Mono.just(state) : walk(tenant, state);
        });
    }

    /**
     * @param entries how many entries were walked
     * @param head the hash of the last one: keep it elsewhere to notice a cut
     * @param brokenAt the first position whose hash does not follow from what is before it
     */
    record Verification(
            boolean intact,
            long entries,
            String head,
            @Nullable Long brokenAt) {

        Verification next(AuditEvent event) {
            long position = entries + 1;
            String expected = AuditChain.hex(AuditChain.hash(head, position, event));
            boolean follows = event.position() != null && event.position() == position && expected.equals(event.hash());
            return follows
                    ? new Verification(true, position, expected, null)
                    : new Verification(false, entries, head, position);
        }
    }
}
