package dev.signalbox.platform.workflows;

import dev.signalbox.platform.access.Access;
import dev.signalbox.platform.access.ProjectRole;
import dev.signalbox.platform.access.Scope;
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
    private Mono<Seen> visible(Step.WorkflowCall step) {
        return Mono.fromCallable(() -> UUID.fromString(step.workflowId()))
                .map(Workflow.Id::new)
                .onErrorComplete(IllegalArgumentException.class)
                .flatMap(id -> Access.current()
                        .flatMap(caller -> transaction.required(workflows.find(caller.tenant(), id)))
                        .flatMap(found -> access.roleIn(found.projectId(), () -> ApiException.notFound("Workflow", id))
                                .map(role -> new Seen(found, role)))
                        .onErrorComplete(ApiException.class));
    }

    /** @param role of the caller in the project that the workflow belongs to */
    private record Seen(Workflow workflow, ProjectRole role) {}

    private static Optional<Issue> issue(Step.WorkflowCall step, Optional<Seen> found) {
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
        Workflow workflow = found.get().workflow();
        Integer latest = workflow.latestVersion();
        if (workflow.archivedAt() != null || latest == null) {
            return Optional.of(error(
                    step,
                    IssueCode.WORKFLOW_NOT_CALLABLE,
                    "workflow_id",
                    "workflow %s %s."
                            .formatted(step.workflowId(), latest == null ? "has no published version" : "is archived"),
                    latest == null ? "Publish it first." : "Restore it first."));
        }
        if (step.version() != null && step.version() > latest) {
            return Optional.of(error(
                    step,
                    IssueCode.WORKFLOW_NOT_CALLABLE,
                    "version",
                    "version %d of workflow %s does not exist.".formatted(step.version(), step.workflowId()),
                    "Write a version from 1 to %d, or leave it out for the latest one.".formatted(latest)));
        }
        return found.get().role().carries(Scope.WORKFLOW_RUN) ? Optional.empty() : Optional.of(mayNotRun(step));
    }

    private static Issue mayNotRun(Step.WorkflowCall step) {
        return warning(
                step,
                IssueCode.PERMISSION_MISSING,
                "you see workflow %s but may not run it: a run that you start fails here.".formatted(step.workflowId()),
                "Ask an admin of its project for the role of a contributor.");
    }

    private static Issue callsItself(Step.WorkflowCall step) {
        return warning(
                step,
                IssueCode.WORKFLOW_CALLS_ITSELF,
                "the workflow calls itself.",
                "Give the step a condition that ends this: calls may be 16 deep.");
    }

    private static Issue warning(Step.WorkflowCall step, IssueCode code, String message, String hint) {
        return issue(Severity.WARNING, step, code, "workflow_id", message, hint);
    }

    private static Issue error(Step.WorkflowCall step, IssueCode code, String field, String message, String hint) {
        return issue(Severity.ERROR, step, code, field, message, hint);
    }

    private static Issue issue(
            Severity severity, Step.WorkflowCall step, IssueCode code, String field, String message, String hint) {
        return new Issue(
                severity,
                code,
                step.id(),
                step.common().path() + "." + field,
                "Step %s: %s".formatted(step.id(), message),
                hint);
    }
}
