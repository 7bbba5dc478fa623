package dev.signalbox.platform.runs;

import dev.signalbox.platform.access.Access;
import dev.signalbox.platform.access.Caller;
import dev.signalbox.platform.access.Scope;
import dev.signalbox.platform.access.TenantTransaction;
import dev.signalbox.platform.audit.Audit;
import dev.signalbox.platform.engine.Interpreter;
import dev.signalbox.platform.engine.Progress;
import dev.signalbox.platform.engine.RunEvent;
import dev.signalbox.platform.engine.RunStatus;
import dev.signalbox.platform.journal.Acceptance.Only;
import dev.signalbox.platform.journal.LiveRun;
import dev.signalbox.platform.journal.RunFacts;
import dev.signalbox.platform.journal.RunId;
import dev.signalbox.platform.journal.RunJournal;
import dev.signalbox.platform.journal.RunOrigin;
import dev.signalbox.platform.journal.RunState;
import dev.signalbox.platform.journal.RunTrigger;
import dev.signalbox.platform.problem.ApiException;
import dev.signalbox.platform.workflows.PublishedWorkflows;
import dev.signalbox.platform.workflows.PublishedWorkflows.Published;
import dev.signalbox.platform.workflows.Workflow;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;
import tools.jackson.databind.node.ObjectNode;

/** Starts runs and steers them. */
@Service
public class RunCommands {

    private final RunRepository runs;
    private final RunService reads;
    private final Accepting accepting;
    private final RunJournal journal;
    private final PublishedWorkflows published;
    private final TenantTransaction transaction;
    private final Audit audit;
    private final Clock clock;

    RunCommands(
            RunRepository runs,
            RunService reads,
            Accepting accepting,
            RunJournal journal,
            PublishedWorkflows published,
            TenantTransaction transaction,
            Audit audit,
            Clock clock) {
        this.runs = runs;
        this.reads = reads;
        this.accepting = accepting;
        this.journal = journal;
        this.published = published;
        this.transaction = transaction;
        this.audit = audit;
        this.clock = clock;
    }

    /** Starts a run once for each run id: sent again, it answers with the run that is there. */
    public Mono<Started> start(Workflow.Id workflow, StartParams params) {
        StartParams named = params.named();
        return Access.current().flatMap(caller -> Mono.deferContextual(context -> TenantTransaction.isOpen(context)
                        ? Mono.<Started>empty()
                        : startAsBefore(caller, workflow, named))
                .switchIfEmpty(start(workflow, named, RunTrigger.of(caller.kind()))));
    }

    /**
     * What was startable a moment ago mostly still is: then the workflow need not be read, only looked at by the statement that takes
     * the run in. Empty, and nothing is done, whenever that is not so, the run is there already or anything else is not in order: why
     * is found out, and said, by the longer way.
     */
    private Mono<Started> startAsBefore(Caller caller, Workflow.Id workflow, StartParams params) {
        Only only = params.version() == null ? Only.IF_LATEST : Only.IF_NOT_ARCHIVED;
        return Mono.justOrEmpty(published.remembered(caller.tenant(), workflow, params.version()))
                .filter(found -> maySurelyRun(caller, found))
                .flatMap(found -> Mono.fromSupplier(() -> StartCheck.input(found.graph(), params))
                        .onErrorComplete(ApiException.class)
                        .flatMap(input -> accepting.acceptTogether(
                                caller,
                                found.graph(),
                                facts(caller, found, params, input),
                                RunOrigin.of(RunTrigger.of(caller.kind()), params.asked()),
                                only)))
                .map(Started::fresh);
    }

    private static boolean maySurelyRun(Caller caller, Published found) {
        return found.projectId().equals(caller.project())
                && caller.projectRole() != null
                && caller.projectRole().carries(Scope.WORKFLOW_RUN)
                && caller.has(Scope.WORKFLOW_RUN);
    }

    /** For what starts runs in somebody's name, without them being there. */
    public Mono<Started> start(Workflow.Id workflow, StartParams params, RunTrigger trigger) {
        Mono<Started> fresh =
                published.startable(workflow, params.version()).flatMap(found -> start(found, params, trigger));
        return transaction.required(
                params.runId() == null
                        ? fresh
                        : repeated(workflow, params.runId(), params).switchIfEmpty(fresh));
    }

    private Mono<Started> repeated(Workflow.Id workflow, RunId id, StartParams params) {
        return Access.current()
                .flatMap(caller -> runs.isSameRequest(caller.tenant(), id, params.asked()))
                .flatMap(same -> reads.find(workflow, id, Scope.WORKFLOW_RUN)
                        .filter(_ -> same)
                        .onErrorComplete(ApiException.class)
                        .switchIfEmpty(Mono.error(() -> ApiException.conflict(
                                "Run %s was started with another request. Choose a new run_id.".formatted(id))))
                        .map(Started::again));
    }

    /** Completes when such a start would be accepted now. */
    public Mono<Void> check(Workflow.Id workflow, StartParams params) {
        return transaction.required(published
                .startable(workflow, params.version())
                .map(found -> StartCheck.input(found.graph(), params))
                .then());
    }

    private Mono<Started> start(Published published, StartParams params, RunTrigger trigger) {
        ObjectNode input = StartCheck.input(published.graph(), params);
        return Access.current().flatMap(caller -> {
            RunFacts run = facts(caller, published, params, input);
            return accepting
                    .accept(caller, published.graph(), run, RunOrigin.of(trigger, params.asked()))
                    .map(Started::fresh)
                    .switchIfEmpty(Mono.defer(() -> repeated(published.workflowId(), run.runId(), params)));
        });
    }

    private static RunFacts facts(Caller caller, Published published, StartParams params, ObjectNode input) {
        return new RunFacts(
                params.runId() == null ? new RunId(UUID.randomUUID()) : params.runId(),
                published.projectId(),
                published.workflowId(),
                published.version(),
                1,
                Interpreter.VERSION,
                input,
                params.triggerSteps(),
                params.excludedStepIds(),
                caller.user(),
                caller.tokenId(),
                params.externalId(),
                null);
    }

    /** Nothing new begins; what is on its way is finished and written. */
    public Mono<RunSummary> pause(Workflow.Id workflow, RunId run) {
        return steer("run.pause", workflow, run, live -> switch (live.state().status()) {
            case PENDING, QUEUED, STARTING, RUNNING -> change(live, live.state().paused(clock.instant()));
            case PAUSED -> Mono.just(live);
            case DRAINING, COMPLETED, FAILED, STOPPED -> Mono.error(refused(live, "paused"));
        });
    }

    /** Goes on where it was; deadlines move by the length of the pause. */
    public Mono<RunSummary> resume(Workflow.Id workflow, RunId run) {
        return steer("run.resume", workflow, run, live -> switch (live.state().status()) {
            case PAUSED -> {
                var since = live.state().pausedAt();
                var pause = since == null ? Duration.ZERO : Duration.between(since, clock.instant());
                RunState next = live.state().resumed();
                yield journal.write(
                        live,
                        next,
                        new Progress(
                                live.journal().shifted(pause),
                                List.of(moved(live.state().status(), next.status()))));
            }
            case PENDING, QUEUED, STARTING, RUNNING -> Mono.just(live);
            case DRAINING, COMPLETED, FAILED, STOPPED -> Mono.error(refused(live, "resumed"));
        });
    }

    /** Ends the run in this very transaction; whoever drives it finds that they have lost it. */
    public Mono<RunSummary> stopNow(Workflow.Id workflow, RunId run) {
        return steer("run.stop", workflow, run, live -> switch (live.state().status()) {
            case PENDING, QUEUED, STARTING, RUNNING, PAUSED, DRAINING -> {
                var now = clock.instant();
                yield journal.write(
                        live,
                        live.state().takenAway().stopped(now),
                        live.stop(now).progress());
            }
            case STOPPED -> Mono.just(live);
            case COMPLETED, FAILED -> Mono.error(refused(live, "stopped"));
        });
    }

    /** Begins nothing new and stops when the steps on their way have ended, at the latest after the given time. */
    public Mono<RunSummary> drain(Workflow.Id workflow, RunId run, Duration atMost) {
        return steer("run.drain", workflow, run, live -> switch (live.state().status()) {
            case PENDING, QUEUED, STARTING, RUNNING, PAUSED ->
                change(live, live.state().draining(clock.instant().plus(atMost)));
            case DRAINING, STOPPED -> Mono.just(live);
            case COMPLETED, FAILED -> Mono.error(refused(live, "stopped"));
        });
    }

    private Mono<RunSummary> steer(
            String action, Workflow.Id workflow, RunId run, Function<LiveRun, Mono<LiveRun>> change) {
        return transaction.required(reads.find(workflow, run, Scope.WORKFLOW_RUN)
                .then(Access.current())
                .flatMap(caller -> journal.lock(caller.tenant(), run))
                .flatMap(change)
                .then(audit.record(action, "run/" + run, Map.of("workflow", workflow)))
                .then(reads.summary(workflow, run)));
    }

    private Mono<LiveRun> change(LiveRun live, RunState next) {
        return journal.write(
                live, next, new Progress(List.of(), List.of(moved(live.state().status(), next.status()))));
    }

    private static RunEvent moved(RunStatus from, RunStatus to) {
        return RunEvent.of(RunEvent.Type.STATE_CHANGED)
                .with("from", from.wire())
                .with("to", to.wire());
    }

    private static ApiException refused(LiveRun live, String verb) {
        return ApiException.conflict("Run %s is %s and cannot be %s."
                .formatted(live.facts().runId(), live.state().status().wire(), verb));
    }
}
