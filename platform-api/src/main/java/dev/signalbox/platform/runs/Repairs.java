package dev.signalbox.platform.runs;

import dev.signalbox.platform.access.Access;
import dev.signalbox.platform.access.Caller;
import dev.signalbox.platform.access.Scope;
import dev.signalbox.platform.access.TenantTransaction;
import dev.signalbox.platform.audit.Audit;
import dev.signalbox.platform.engine.Progress;
import dev.signalbox.platform.engine.Repair;
import dev.signalbox.platform.engine.RunEvent;
import dev.signalbox.platform.engine.StepKey;
import dev.signalbox.platform.journal.LiveRun;
import dev.signalbox.platform.journal.RunJournal;
import dev.signalbox.platform.journal.RunMovedException;
import dev.signalbox.platform.problem.ApiException;
import dev.signalbox.platform.problem.ErrorCode;
import dev.signalbox.platform.workflows.Workflow;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;

/** Corrects what runs on their way have captured. ADR 51. */
@Service
public class Repairs {

    private static final int MOST_LOOKS = 5;

    private final RunService reads;
    private final RunJournal journal;
    private final Harmless harmless;
    private final Voices voices;
    private final TenantTransaction transaction;
    private final Audit audit;
    private final Clock clock;

    Repairs(
            RunService reads,
            RunJournal journal,
            Harmless harmless,
            Voices voices,
            TenantTransaction transaction,
            Audit audit,
            Clock clock) {
        this.reads = reads;
        this.journal = journal;
        this.harmless = harmless;
        this.voices = voices;
        this.transaction = transaction;
        this.audit = audit;
        this.clock = clock;
    }

    Mono<RunSummary> repair(Workflow.Id workflow, RepairParams params) {
        return reads.find(workflow, params.run(), Scope.WORKFLOW_RUN)
                .then(repair(params))
                .then(reads.summary(workflow, params.run()));
    }

    /**
     * For a caller who may run the run's workflow. Tools are asked outside of a transaction, so under the run's lock it is looked
     * at again: a call that began meanwhile was not thought of.
     */
    public Mono<Repair> repair(RepairParams params) {
        return Access.current()
                .flatMap(caller -> journal.read(caller.tenant(), params.run())
                        .delayUntil(live -> voices.check(live, live.graph(), params.stated()))
                        .flatMap(live -> thoughtOf(live, params))
                        .flatMap(thoughtOf -> transaction.required(write(caller, params, thoughtOf))))
                .retryWhen(Retry.max(MOST_LOOKS)
                        .filter(RunMovedException.class::isInstance)
                        .onRetryExhaustedThrow((_, _) ->
                                ApiException.conflict("Run %s moves on while it is looked at. Pause it, then repair it."
                                        .formatted(params.run()))));
    }

    /** Calls under way that may be made again. */
    private Mono<Set<StepKey>> thoughtOf(LiveRun live, RepairParams params) {
        List<StepKey> unknown = plan(live, params).unknown();
        return (params.rerunUnknown() ? Mono.just(List.<StepKey>of()) : harmless.without(live, unknown)).map(acting -> {
            if (!acting.isEmpty()) {
                throw underWay(acting);
            }
            return Set.copyOf(unknown);
        });
    }

    private Mono<Repair> write(Caller caller, RepairParams params, Set<StepKey> thoughtOf) {
        return journal.lock(caller.tenant(), params.run()).flatMap(live -> {
            Repair repair = plan(live, params);
            if (!thoughtOf.containsAll(repair.unknown())) {
                return Mono.error(new RunMovedException(params.run()));
            }
            return repair.changesNothing()
                    ? Mono.just(repair)
                    : journal.repair(live, signed(repair, caller))
                            .then(audit.record("run.repair", "run/" + params.run(), facts(live, params)))
                            .thenReturn(repair);
        });
    }

    private Repair plan(LiveRun live, RepairParams params) {
        RepairCheck.before(live, params);
        Repair repair = live.repair(params.wish(), clock.instant());
        RepairCheck.after(live, params, repair);
        return repair;
    }

    private static Repair signed(Repair repair, Caller caller) {
        var events = repair.progress().events().stream()
                .map(event -> event.type() == RunEvent.Type.RUN_REPAIRED ? event.with("by", caller.user()) : event)
                .toList();
        return repair.with(new Progress(repair.progress().visits(), events));
    }

    private static Map<String, Object> facts(LiveRun live, RepairParams params) {
        return Map.of(
                "workflow",
                live.facts().workflowId(),
                "reason",
                params.reason(),
                "generation",
                live.facts().generation() + 1);
    }

    private static ApiException underWay(List<StepKey> steps) {
        String names = steps.stream().map(StepKey::value).collect(Collectors.joining(", "));
        return new ApiException(
                ErrorCode.CONFLICT,
                ("%s is under way and may have taken effect already. Wait for its end; or give what came of it in"
                                + " params.results, or say params.rerun_unknown: true to cut it off and run it again.")
                        .formatted(names),
                List.of(),
                Map.of("unknown_steps", steps));
    }
}
