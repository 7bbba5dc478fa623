package dev.signalbox.platform.workflows;

import dev.signalbox.platform.access.Access;
import dev.signalbox.platform.access.TenantTransaction;
import dev.signalbox.platform.engine.Issue;
import dev.signalbox.platform.engine.Issue.Severity;
import dev.signalbox.platform.engine.IssueCode;
import dev.signalbox.platform.engine.Step;
import dev.signalbox.platform.engine.Validation;
import dev.signalbox.platform.problem.ApiException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

/** Whether the workflows that a graph calls are there to be called. */
@Component
class CalledWorkflows {

    private final WorkflowRepository workflows;
    private final Access access;
    private final TenantTransaction transaction;

    CalledWorkflows(WorkflowRepository workflows, Access access, TenantTransaction transaction) {
        this.workflows = workflows;
        this.access = access;
        this.transaction = transaction;
    }

    Mono<List<Issue>> check(Workflow caller, JsonNode graph) {
        return Flux.fromIterable(Validation.steps(graph))
                .ofType(Step.WorkflowCall.class)
                .concatMap(step ->
                        step.workflowId().equals(caller.id().toString()) ? Mono.just(callsItself(step)) : check(step))
                .collectList();
    }

    private Mono<Issue> check(Step.WorkflowCall step) {
        return visible(step)
                .map(Optional::of)
                .defaultIfEmpty(Optional.empty())
                .flatMap(found -> Mono.justOrEmpty(issue(step, found)));
    }

    /** Empty when there is none that the caller may see. */
    private Mono<Workflow> visible(Step.WorkflowCall step) {
        return Mono.fromCallable(() -> UUID.fromString(step.workflowId()))
                .map(Workflow.Id::new)
                .onErrorComplete(IllegalArgumentException.class)
                .flatMap(id -> Access.current()
                        .flatMap(caller -> transaction.required(workflows.find(caller.tenant(), id)))
                        .delayUntil(
                                found -> access.roleIn(found.projectId(), () -> ApiException.notFound("Workflow", id)))
                        .onErrorComplete(ApiException.class));
    }

    private static Optional<Issue> issue(Step.WorkflowCall step, Optional<Workflow> found) {
        if (found.isEmpty()) {
            return step.workflowId().isEmpty()
                    ? Optional.empty()
                    : Optional.of(error(
                            step,
                            IssueCode.WORKFLOW_UNKNOWN,
                            "workflow_id",
                            "workflow %s does not exist.".formatted(step.workflowId()),
                            "Write the id of a workflow of this tenant that you see."));
        }
        Integer latest = found.get().latestVersion();
        if (found.get().archivedAt() != null || latest == null) {
            return Optional.of(error(
                    step,
                    IssueCode.WORKFLOW_NOT_CALLABLE,
                    "workflow_id",
                    "workflow %s %s."
                            .formatted(step.workflowId(), latest == null ? "has no published version" : "is archived"),
                    latest == null ? "Publish it first." : "Restore it first."));
        }
        return step.version() == null || step.version() <= latest
                ? Optional.empty()
                : Optional.of(error(
                        step,
                        IssueCode.WORKFLOW_NOT_CALLABLE,
                        "version",
                        "version %d of workflow %s does not exist.".formatted(step.version(), step.workflowId()),
                        "Write a version from 1 to %d, or leave it out for the latest one.".formatted(latest)));
    }

    private static Issue callsItself(Step.WorkflowCall step) {
        return new Issue(
                Severity.WARNING,
                IssueCode.WORKFLOW_CALLS_ITSELF,
                step.id(),
                step.common().path() + ".workflow_id",
                "Step %s: the workflow calls itself.".formatted(step.id()),
                "Give the step a condition that ends this: calls may be 16 deep.");
    }

    private static Issue error(Step.WorkflowCall step, IssueCode code, String field, String message, String hint) {
        return new Issue(
                Severity.ERROR,
                code,
                step.id(),
                step.common().path() + "." + field,
                "Step %s: %s".formatted(step.id(), message),
                hint);
    }
}
