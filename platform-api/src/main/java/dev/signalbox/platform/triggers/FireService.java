package dev.signalbox.platform.triggers;

import dev.signalbox.platform.access.Access;
import dev.signalbox.platform.access.Caller;
import dev.signalbox.platform.access.Scope;
import dev.signalbox.platform.access.TenantTransaction;
import dev.signalbox.platform.audit.Audit;
import dev.signalbox.platform.journal.RunTrigger;
import dev.signalbox.platform.paging.Cursors;
import dev.signalbox.platform.paging.Page;
import dev.signalbox.platform.problem.ApiException;
import dev.signalbox.platform.runs.RunCommands;
import dev.signalbox.platform.workflows.Workflow;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;

/** What came of a trigger, and firing it by hand. */
@Service
class FireService {

    private static final Instant LATEST = Instant.parse("9999-01-01T00:00:00Z");

    private final TriggerService reads;
    private final TriggerRepository triggers;
    private final FireRepository fires;
    private final RunCommands runs;
    private final TenantTransaction transaction;
    private final Audit audit;
    private final Cursors cursors;
    private final InstantSource clock;

    FireService(
            TriggerService reads,
            TriggerRepository triggers,
            FireRepository fires,
            RunCommands runs,
            TenantTransaction transaction,
            Audit audit,
            Cursors cursors,
            InstantSource clock) {
        this.reads = reads;
        this.triggers = triggers;
        this.fires = fires;
        this.runs = runs;
        this.transaction = transaction;
        this.audit = audit;
        this.cursors = cursors;
        this.clock = clock;
    }

    /** The newest first. */
    Mono<Page<Fire>> list(Workflow.Id workflow, Trigger.Id id, int limit, @Nullable String cursor) {
        return reads.find(workflow, id, Scope.WORKFLOW_READ)
                .then(Access.current())
                .flatMap(caller -> {
                    String binding = "trigger-fires|%s|%s".formatted(caller.tenant(), id);
                    List<String> last = cursor == null ? List.of() : cursors.open(binding, cursor);
                    Instant at = last.isEmpty() ? LATEST : Instant.parse(last.getFirst());
                    boolean byHand = !last.isEmpty() && Boolean.parseBoolean(last.getLast());
                    return transaction
                            .required(fires.findBefore(caller.tenant(), id, at, byHand, limit + 1)
                                    .collectList())
                            .map(found -> Page.of(
                                    found, limit, one -> cursors.seal(binding, one.fireAt(), one.firedBy() != null)));
                });
    }

    /** Whatever runs already, and as whoever asks: nobody borrows the owner's rights. */
    Mono<Fire> fireNow(Workflow.Id workflow, Trigger.Id id) {
        return transaction.required(reads.find(workflow, id, Scope.WORKFLOW_RUN)
                .then(Access.current())
                .flatMap(caller -> triggers.lock(caller.tenant(), id)
                        .flatMap(trigger -> fireNow(caller, trigger))
                        .delayUntil(_ -> audit.record("trigger.fire", "trigger/" + id, Map.of("workflow", workflow)))));
    }

    private Mono<Fire> fireNow(Caller caller, Trigger trigger) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        return runs.start(trigger.workflowId(), trigger.settings().start(), RunTrigger.of(caller.kind()))
                .onErrorMap(ApiException.class, StartRefusal::inWordsOfTriggers)
                .map(run -> new Fire(now, Fire.Outcome.STARTED, run.runId(), caller.user(), null, now))
                .delayUntil(fire -> fires.record(caller.tenant(), trigger.id(), fire))
                .delayUntil(fire -> fire.runId() == null
                        ? Mono.empty()
                        : fires.follow(caller.tenant(), trigger.id(), fire.runId()));
    }
}
