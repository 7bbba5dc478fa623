package dev.signalbox.platform.calls;

import dev.signalbox.platform.access.Access;
import dev.signalbox.platform.calls.CallRepository.Place;
import dev.signalbox.platform.engine.FailureCode;
import dev.signalbox.platform.engine.Outcome;
import dev.signalbox.platform.engine.Step;
import dev.signalbox.platform.engine.Visit;
import dev.signalbox.platform.journal.LiveRun;
import dev.signalbox.platform.journal.RunId;
import dev.signalbox.platform.problem.ApiException;
import dev.signalbox.platform.problem.ErrorCode;
import dev.signalbox.platform.runs.ChildRuns;
import dev.signalbox.platform.workflows.Workflow;
import java.util.Optional;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Starts the run that a step waits for, as the one the step's own run acts for. */
@Component
class Beginning {

    static final int DEEPEST = 16;
    /** As many as a loop may have turns. */
    static final int MOST = 10_000;

    private final CallRepository calls;
    private final ChildRuns children;
    private final Access access;

    Beginning(CallRepository calls, ChildRuns children, Access access) {
        this.calls = calls;
        this.children = children;
        this.access = access;
    }

    /** Empty when the child was started, else why the step fails. */
    Mono<Outcome> begin(LiveRun parent, Visit visit) {
        var facts = parent.facts();
        return access.recorded(parent.tenant(), facts.projectId(), facts.startedBy(), facts.startedWith())
                .map(Optional::of)
                .defaultIfEmpty(Optional.empty())
                .flatMap(caller -> caller.isEmpty()
                        ? Mono.just(lost())
                        : start(parent, visit).contextWrite(Access.acting(caller.get())))
                .onErrorResume(ApiException.class, refused -> Mono.just(refused(refused)));
    }

    private Mono<Outcome> start(LiveRun parent, Visit visit) {
        return calls.place(parent.tenant(), parent.facts().runId())
                .filter(place -> place.depth() < DEEPEST)
                .switchIfEmpty(Mono.error(Beginning::tooDeep))
                .flatMap(place -> calls.count(parent.tenant(), place.root(), MOST)
                        .flatMap(counted -> counted ? start(parent, visit, place) : Mono.just(tooMany(place.root()))));
    }

    /** A refusal is committed with the step that fails by it: then no run is there that would count. */
    private Mono<Outcome> start(LiveRun parent, Visit visit, Place place) {
        return children.start(parent, visit.key(), call(parent, visit))
                .onErrorResume(ApiException.class, refused -> calls.discount(parent.tenant(), place.root())
                        .then(Mono.error(refused)))
                .then(insert(parent, visit, place))
                .then(Mono.empty());
    }

    private Mono<Void> insert(LiveRun parent, Visit visit, Place place) {
        return calls.insert(
                parent.tenant(),
                parent.childId(visit),
                parent.facts().runId(),
                visit.key(),
                new Place(place.root(), place.depth() + 1));
    }

    private static ChildRuns.Call call(LiveRun parent, Visit visit) {
        var step = (Step.WorkflowCall) parent.graph().step(visit.key());
        var input = visit.input() instanceof ObjectNode object ? object : JsonNodeFactory.instance.objectNode();
        return new ChildRuns.Call(parent.childId(visit), workflow(step), step.version(), input);
    }

    private static Workflow.Id workflow(Step.WorkflowCall step) {
        try {
            return Workflow.Id.of(step.workflowId());
        } catch (IllegalArgumentException _) {
            throw ApiException.notFound("Workflow", step.workflowId());
        }
    }

    private static ApiException tooDeep() {
        return ApiException.conflict("Workflows call one another more than %d deep.".formatted(DEEPEST));
    }

    private static Outcome tooMany(RunId root) {
        return Outcome.failed(
                FailureCode.LIMIT_EXCEEDED,
                "Run %s has started %d runs, with all that those have started, and may start no more. Call workflows for fewer items, or do the work in a loop of one run."
                        .formatted(root, MOST),
                false);
    }

    private static Outcome refused(ApiException refused) {
        return refused.code() == ErrorCode.PERMISSION_DENIED
                ? lost()
                : Outcome.failed(
                        FailureCode.WORKFLOW_CALL_FAILED,
                        "The workflow could not be called: " + refused.getMessage(),
                        refused.code().retryable());
    }

    private static Outcome lost() {
        return Outcome.failed(
                FailureCode.PERMISSION_LOST,
                "The one who started the run has no right to start the called workflow, by role or by token.",
                false);
    }
}
