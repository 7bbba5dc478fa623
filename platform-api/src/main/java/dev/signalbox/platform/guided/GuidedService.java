package dev.signalbox.platform.guided;

import dev.signalbox.platform.access.Access;
import dev.signalbox.platform.access.Caller;
import dev.signalbox.platform.access.Scope;
import dev.signalbox.platform.access.TenantTransaction;
import dev.signalbox.platform.audit.Audit;
import dev.signalbox.platform.engine.Outcome;
import dev.signalbox.platform.engine.Repair;
import dev.signalbox.platform.engine.StepKey;
import dev.signalbox.platform.journal.LiveRun;
import dev.signalbox.platform.journal.RunId;
import dev.signalbox.platform.journal.RunJournal;
import dev.signalbox.platform.problem.ApiException;
import dev.signalbox.platform.runs.RepairParams;
import dev.signalbox.platform.runs.Repairs;
import dev.signalbox.platform.runs.RunCommands;
import dev.signalbox.platform.runs.RunService;
import dev.signalbox.platform.runs.StartParams;
import dev.signalbox.platform.workflows.Workflow;
import java.time.Clock;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Leads an agent through a run: one step, its answer, the next step. */
@Service
class GuidedService {

    private final RunCommands commands;
    private final RunService runs;
    private final Repairs repairs;
    private final RunJournal journal;
    private final Standstill standstill;
    private final TenantTransaction transaction;
    private final Audit audit;
    private final Clock clock;

    GuidedService(
            RunCommands commands,
            RunService runs,
            Repairs repairs,
            RunJournal journal,
            Standstill standstill,
            TenantTransaction transaction,
            Audit audit,
            Clock clock) {
        this.commands = commands;
        this.runs = runs;
        this.repairs = repairs;
        this.journal = journal;
        this.standstill = standstill;
        this.transaction = transaction;
        this.audit = audit;
        this.clock = clock;
    }

    Mono<GuidedRun> start(Workflow.@Nullable Id named, @Nullable ObjectNode input) {
        ObjectNode payload = input == null ? JsonNodeFactory.instance.objectNode() : input;
        return Access.current().flatMap(caller -> workflow(caller, named)
                .flatMap(workflow -> commands.start(workflow, StartParams.ofInput(payload)))
                .onErrorMap(ApiException.class, Wording::ofThisSurface)
                .flatMap(started -> standstill.of(caller.tenant(), started.runId()))
                .map(GuidedRun::of));
    }

    /** Any workflow but a run token's own is to it as if it had never been. */
    private static Mono<Workflow.Id> workflow(Caller caller, Workflow.@Nullable Id named) {
        var own = caller.workflow() == null ? null : new Workflow.Id(caller.workflow());
        if (own == null && named == null) {
            return Mono.error(ApiException.invalid("workflow_id", "is required unless a run token names the workflow"));
        }
        return own == null || named == null || own.equals(named)
                ? Mono.justOrEmpty(named == null ? own : named)
                : Mono.error(ApiException.notFound("Workflow", named));
    }

    Mono<GuidedRun> status(RunId run) {
        return find(run).map(GuidedRun::of);
    }

    Mono<GuidedStep> step(RunId run, StepKey key) {
        return find(run)
                .flatMap(live -> Mono.justOrEmpty(GuidedStep.find(live, key)))
                .switchIfEmpty(Mono.error(() -> ApiException.notFound("Step", key)));
    }

    /** The answer is taken under the run's lock, so that of two only one is; then the run is waited for without it. */
    Mono<GuidedRun> advance(RunId run, StepKey key, JsonNode answer) {
        return find(run).flatMap(seen -> transaction
                .required(journal.lock(seen.tenant(), run).flatMap(live -> capture(live, key, answer)))
                .flatMap(verdict -> switch (verdict) {
                    case Verdict.Fits _, Verdict.Repeated _ ->
                        standstill.of(seen.tenant(), run).map(GuidedRun::accepted);
                    case Verdict.Misfit misfit -> Mono.just(GuidedRun.refused(seen, misfit.problems()));
                }));
    }

    private Mono<Verdict> capture(LiveRun live, StepKey key, JsonNode answer) {
        Verdict verdict = Verdict.of(live, key, answer);
        return switch (verdict) {
            case Verdict.Fits _ ->
                journal.write(live, live.state().woken(), live.finish(key, Outcome.succeeded(answer), clock.instant()))
                        .then(audit.record("run.advance", "run/" + live.facts().runId(), Map.of("step", key)))
                        .thenReturn(verdict);
            case Verdict.Repeated _, Verdict.Misfit _ -> Mono.just(verdict);
        };
    }

    Mono<GuidedRun> repair(RunId run, Correction correction) {
        return find(run).flatMap(seen -> switch (Verdict.ofCorrection(seen, correction.step(), correction.answer())) {
            case Verdict.Fits _, Verdict.Repeated _ ->
                repairs.repair(correction.of(run))
                        .onErrorMap(ApiException.class, Wording::ofThisSurface)
                        .flatMap(repair -> standstill
                                .of(seen.tenant(), run)
                                .map(live -> GuidedRun.repaired(live, repair.again())));
            case Verdict.Misfit misfit -> Mono.just(GuidedRun.refused(seen, misfit.problems()));
        });
    }

    /** The run, when the caller may lead it; else the answer for one that never was. ADR 50. */
    private Mono<LiveRun> find(RunId run) {
        return Access.current().flatMap(caller -> runs.find(run, Scope.WORKFLOW_RUN)
                .then(journal.read(caller.tenant(), run))
                .filter(live -> mayLead(caller, live))
                .switchIfEmpty(Mono.error(() -> ApiException.notFound("Run", run))));
    }

    /** A run token sees the runs that were started with it. */
    private static boolean mayLead(Caller caller, LiveRun live) {
        return caller.workflow() == null
                || (caller.workflow().equals(live.facts().workflowId().value())
                        && caller.tokenId() != null
                        && caller.tokenId().equals(live.facts().startedWith()));
    }

    /** An answer in place of another one. Results of other steps are not taken here: an agent must not speak for a person. */
    record Correction(StepKey step, JsonNode answer, String reason, boolean rerunUnknown) {

        RepairParams of(RunId run) {
            return new RepairParams(run, new Repair.Change.Result(step, answer), reason, Map.of(), rerunUnknown);
        }
    }
}
