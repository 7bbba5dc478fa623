package dev.signalbox.platform.runs;

import dev.signalbox.platform.access.Access;
import dev.signalbox.platform.access.Caller;
import dev.signalbox.platform.access.Scope;
import dev.signalbox.platform.access.TenantTransaction;
import dev.signalbox.platform.audit.Audit;
import dev.signalbox.platform.engine.Graph;
import dev.signalbox.platform.engine.Interpreter;
import dev.signalbox.platform.engine.Progress;
import dev.signalbox.platform.engine.Retry;
import dev.signalbox.platform.engine.RunEvent;
import dev.signalbox.platform.engine.RunStatus;
import dev.signalbox.platform.engine.StepKey;
import dev.signalbox.platform.journal.Acceptance;
import dev.signalbox.platform.journal.LiveRun;
import dev.signalbox.platform.journal.RunFacts;
import dev.signalbox.platform.journal.RunId;
import dev.signalbox.platform.journal.RunJournal;
import dev.signalbox.platform.journal.RunOrigin;
import dev.signalbox.platform.journal.RunState;
import dev.signalbox.platform.journal.RunTrigger;
import dev.signalbox.platform.problem.ApiException;
import dev.signalbox.platform.problem.ErrorCode;
import dev.signalbox.platform.workflows.PublishedWorkflows;
import dev.signalbox.platform.workflows.PublishedWorkflows.Published;
import dev.signalbox.platform.workflows.Workflow;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Starts runs that take over what an ended one finished. ADR 33. */
@Service
class Retries {

    private final RunRepository runs;
    private final RunService reads;
    private final RunJournal journal;
    private final PublishedWorkflows published;
    private final Harmless harmless;
    private final Voices voices;
    private final TenantTransaction transaction;
    private final Audit audit;
    private final Clock clock;

    Retries(
            RunRepository runs,
            RunService reads,
            RunJournal journal,
            PublishedWorkflows published,
            Harmless harmless,
            Voices voices,
            TenantTransaction transaction,
            Audit audit,
            Clock clock) {
        this.runs = runs;
        this.reads = reads;
        this.journal = journal;
        this.published = published;
        this.harmless = harmless;
        this.voices = voices;
        this.transaction = transaction;
        this.audit = audit;
        this.clock = clock;
    }

    /** The run that goes on where the other one ended. Tools are asked outside of a transaction: they may take their time. */
    Mono<Accepted> retry(Workflow.Id workflow, RetryParams params) {
        Mono<Accepted> fresh = reads.find(workflow, params.run(), Scope.WORKFLOW_RUN)
                .flatMap(run -> plan(run, params))
                .delayUntil(plan -> voices.check(
                        plan.ended(), plan.graph(), params.results().keySet()))
                .delayUntil(plan -> refuseUnknown(plan, params))
                .flatMap(plan -> transaction.required(start(plan, params)));
        return params.newRunId() == null
                ? fresh
                : repeated(workflow, params, params.newRunId()).switchIfEmpty(fresh);
    }

    private Mono<Accepted> repeated(Workflow.Id workflow, RetryParams params, RunId id) {
        return transaction.required(Access.current()
                .flatMap(caller -> runs.isSameRequest(caller.tenant(), id, params.asked()))
                .flatMap(same -> same
                        ? reads.summary(workflow, id).map(summary -> new Accepted(summary, false))
                        : Mono.error(ApiException.conflict(
                                "Run %s was started with another request. Choose a new new_run_id.".formatted(id)))));
    }

    private Mono<Plan> plan(Run run, RetryParams params) {
        refuseUnended(run, params);
        int version = params.version() == null ? run.version() : params.version();
        return Access.current()
                .flatMap(caller -> journal.read(caller.tenant(), run.runId()))
                .zipWith(published.startable(run.workflowId(), version))
                .map(found -> Plan.of(run, found.getT1(), found.getT2(), params, clock));
    }

    private static void refuseUnended(Run run, RetryParams params) {
        if (!run.status().ended()) {
            throw ApiException.conflict("Run %s is %s: it has not ended. Stop it first, or repair it while it goes on."
                    .formatted(run.runId(), run.status().wire()));
        }
        if (run.status() == RunStatus.COMPLETED
                && params.fromStep() == null
                && params.results().isEmpty()) {
            throw ApiException.conflict(
                    "Run %s completed: nothing is left to be done. Name a from_step to run again from there."
                            .formatted(run.runId()));
        }
        if (params.version() != null && params.version() < run.version()) {
            throw ApiException.invalid(
                    "params.version", "must be %d, which the run had, or a newer one".formatted(run.version()));
        }
    }

    private Mono<Void> refuseUnknown(Plan plan, RetryParams params) {
        return params.rerunUnknown()
                ? Mono.empty()
                : harmless.without(plan.ended(), plan.retry().unknown())
                        .flatMap(unknown -> unknown.isEmpty() ? Mono.empty() : Mono.error(unknown(unknown)));
    }

    private static ApiException unknown(List<StepKey> steps) {
        String names = steps.stream().map(StepKey::value).collect(Collectors.joining(", "));
        return new ApiException(
                ErrorCode.CONFLICT,
                ("Nobody knows whether %s took effect. Find out; then give what came of it in params.results, or say "
                                + "params.rerun_unknown: true to run it again.")
                        .formatted(names),
                List.of(),
                Map.of("unknown_steps", steps));
    }

    /** Under the lock of the run that ended, so that two retries of it cannot go on side by side. */
    private Mono<Accepted> start(Plan plan, RetryParams params) {
        return Access.current().flatMap(caller -> journal.lock(caller.tenant(), params.run())
                .then(runs.findLiveRetry(caller.tenant(), params.run()))
                .flatMap(live -> Mono.<Accepted>error(ApiException.conflict(
                        "Run %s is a retry of it and still goes on. Wait for it, or stop it.".formatted(live))))
                .switchIfEmpty(Mono.defer(() -> insert(caller, plan, params))));
    }

    private Mono<Accepted> insert(Caller caller, Plan plan, RetryParams params) {
        RunFacts facts = plan.facts(caller, params);
        var origin = RunOrigin.ofRetry(
                RunTrigger.of(caller.kind()),
                params.asked(),
                plan.run().sessionId(),
                params.run(),
                TakenOver.of(plan.retry(), params));
        var queued = RunEvent.of(RunEvent.Type.STATE_CHANGED)
                .with("to", RunStatus.QUEUED.wire())
                .with("retry_of", plan.run().runId());
        return journal.accept(caller.tenant(), new Acceptance(facts, plan.graph(), origin, queued))
                .switchIfEmpty(Mono.error(() -> ApiException.conflict(
                        "Run %s is there already. Choose a new new_run_id.".formatted(facts.runId()))))
                .flatMap(accepted -> takeOver(plan, accepted.run()))
                .then(reads.summary(facts.workflowId(), facts.runId()))
                .map(summary -> new Accepted(summary, true));
    }

    private Mono<Void> takeOver(Plan plan, LiveRun fresh) {
        RunFacts facts = fresh.facts();
        RunState next = fresh.state().woken().edited(plan.retry().edits());
        return journal.write(
                        fresh,
                        next,
                        new Progress(plan.retry().visits(), plan.retry().events()))
                .then(audit.record(
                        "run.retry",
                        "run/" + facts.runId(),
                        Map.of(
                                "workflow",
                                facts.workflowId(),
                                "retry_of",
                                plan.run().runId())));
    }

    record Accepted(RunSummary summary, boolean fresh) {}

    private record Plan(Run run, LiveRun ended, Graph graph, int version, ObjectNode input, Retry retry) {

        static Plan of(Run run, LiveRun ended, Published published, RetryParams params, Clock clock) {
            Graph graph = published.graph();
            GivenResults.check(graph, params.fromStep(), params.results());
            ObjectNode input = graph.input(JsonNodeFactory.instance.objectNode(), (ObjectNode)
                    ended.facts().input());
            StartCheck.fits(graph, input, "params.trigger_payload");
            var retry =
                    Retry.of(new Retry.Ended(ended.graph(), ended.journal()), graph, params.wish(), clock.instant());
            return new Plan(run, ended, graph, published.version(), input, retry);
        }

        RunFacts facts(Caller caller, RetryParams params) {
            RunFacts before = ended.facts();
            return new RunFacts(
                    params.newRunId() == null ? new RunId(UUID.randomUUID()) : params.newRunId(),
                    before.projectId(),
                    before.workflowId(),
                    version,
                    1,
                    Interpreter.VERSION,
                    input,
                    known(before.triggerSteps()),
                    known(before.excludedStepIds()),
                    caller.user(),
                    caller.tokenId(),
                    before.externalId(),
                    null);
        }

        private Set<String> known(Set<String> ids) {
            return ids.stream().filter(id -> graph.find(id).isPresent()).collect(Collectors.toSet());
        }
    }
}
