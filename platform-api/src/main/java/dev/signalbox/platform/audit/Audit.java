package dev.signalbox.platform.audit;

import dev.signalbox.platform.access.Access;
import dev.signalbox.platform.access.Caller;
import dev.signalbox.platform.access.TenantId;
import dev.signalbox.platform.access.TenantTransaction;
import dev.signalbox.platform.access.UserId;
import dev.signalbox.platform.audit.AuditEvent.Outcome;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Writes down what happened. An entry about a change is part of the change: both are kept or neither. Thread-safe. */
@Component
public class Audit {

    /** Whose chain has what concerns no tenant, or none that is known. No tenant can have this id. */
    public static final TenantId PLATFORM = new TenantId(new UUID(0, 0));

    private final AuditRepository events;
    private final AuditSequencer sequencer;
    private final TenantTransaction transaction;

    Audit(AuditRepository events, AuditSequencer sequencer, TenantTransaction transaction) {
        this.events = events;
        this.sequencer = sequencer;
        this.transaction = transaction;
    }

    /** Call it inside the transaction of what it tells; secrets do not belong into the details. */
    public Mono<Void> record(String action, String target, Map<String, Object> details) {
        return Access.current().flatMap(caller -> record(caller, action, target, Outcome.DONE, details));
    }

    /** For what happens before there is a caller in the context: a bootstrap, an accepted invitation, a run. */
    public Mono<Void> record(
            Caller caller, String action, String target, Outcome outcome, Map<String, Object> details) {
        return transaction.in(
                caller.tenant(),
                events.insert(
                        caller.tenant(), caller.user().value(), caller.tokenId(), action, target, outcome, details));
    }

    /** Many at once, for what is too frequent to be written one by one. */
    public Mono<Void> recordAll(TenantId tenant, List<Entry> entries) {
        return entries.isEmpty() ? Mono.empty() : transaction.in(tenant, events.insertAll(tenant, entries));
    }

    /**
     * As {@link #recordAll}, and chained at once unless somebody else has the chain in hand: for what is part of nothing else, so
     * that no change waits while the chain is held. The details are texts, truth values and whole numbers, which the database gives
     * back as they were.
     */
    public Mono<Void> recordChained(TenantId tenant, List<Entry> entries) {
        return entries.isEmpty()
                ? Mono.empty()
                : transaction.in(
                        tenant,
                        sequencer
                                .insert(tenant, entries)
                                .switchIfEmpty(Mono.defer(
                                        () -> events.insertAll(tenant, entries).thenReturn(false)))
                                .then());
    }

    /** What {@link #recordAll} and {@link #recordChained} write. */
    public record Entry(
            UUID actor,
            @Nullable UUID token,
            String action,
            String target,
            Outcome outcome,
            Map<String, Object> details) {}

    /** For a person who has no credential yet: one who accepts an invitation. */
    public Mono<Void> recordAs(TenantId tenant, UserId actor, String action, String target) {
        return recordAs(tenant, actor, action, target, Map.of());
    }

    /** For a person who has no credential yet: one who signs in. */
    public Mono<Void> recordAs(
            TenantId tenant, UserId actor, String action, String target, Map<String, Object> details) {
        return transaction.in(
                tenant, events.insert(tenant, actor.value(), null, action, target, Outcome.DONE, details));
    }
}
