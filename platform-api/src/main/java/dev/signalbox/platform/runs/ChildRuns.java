package dev.signalbox.platform.runs;

import dev.signalbox.platform.access.Access;
import dev.signalbox.platform.access.Caller;
import dev.signalbox.platform.access.TenantId;
import dev.signalbox.platform.engine.Interpreter;
import dev.signalbox.platform.engine.StepKey;
import dev.signalbox.platform.journal.LiveRun;
import dev.signalbox.platform.journal.RunFacts;
import dev.signalbox.platform.journal.RunId;
import dev.signalbox.platform.journal.RunOrigin;
import dev.signalbox.platform.problem.ApiException;
import dev.signalbox.platform.workflows.PublishedWorkflows;
import dev.signalbox.platform.workflows.PublishedWorkflows.Published;
import dev.signalbox.platform.workflows.Workflow;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Runs that steps of other runs start. */
@Service
public class ChildRuns {

    private final RunRepository runs;
    private final Accepting accepting;
    private final PublishedWorkflows published;

    ChildRuns(RunRepository runs, Accepting accepting, PublishedWorkflows published) {
        this.runs = runs;
        this.accepting = accepting;
        this.published = published;
    }

    /**
     * Starts a run in the transaction this is called in, for whom the parent acts.
     *
     * @throws ApiException when there is nothing to start, its input does not fit, or a run of this id is there already
     */
    public Mono<Void> start(LiveRun parent, StepKey step, Call call) {
        return published
                .startable(call.workflow(), call.version())
                .zipWith(Access.current())
                .flatMap(found -> start(parent, step, call, found.getT1(), found.getT2()));
    }

    private Mono<Void> start(LiveRun parent, StepKey step, Call call, Published published, Caller caller) {
        ObjectNode input = published.graph().input(JsonNodeFactory.instance.objectNode(), call.input());
        StartCheck.fits(published.graph(), input, "input");
        return runs.find(parent.tenant(), parent.facts().runId())
                .map(run -> RunOrigin.ofCall(run.sessionId(), run.runId(), step, call.input()))
                .flatMap(origin ->
                        accepting.accept(caller, published.graph(), facts(parent, call, published, input), origin))
                .switchIfEmpty(Mono.error(() ->
                        ApiException.conflict("Run %s was started by somebody else already.".formatted(call.child()))))
                .then();
    }

    private static RunFacts facts(LiveRun parent, Call call, Published published, ObjectNode input) {
        return new RunFacts(
                call.child(),
                published.projectId(),
                published.workflowId(),
                published.version(),
                1,
                Interpreter.VERSION,
                input,
                Set.of(),
                Set.of(),
                parent.facts().startedBy(),
                parent.facts().startedWith(),
                null,
                parent.facts().runId());
    }

    /** Empty when it is gone. */
    public Mono<Run> find(TenantId tenant, RunId run) {
        return runs.find(tenant, run);
    }

    /** @param version null for the latest one */
    public record Call(
            RunId child, Workflow.Id workflow, @Nullable Integer version, ObjectNode input) {}
}
