package dev.signalbox.platform.workflows;

import dev.signalbox.platform.access.Access;
import dev.signalbox.platform.access.Caller;
import dev.signalbox.platform.access.ProjectId;
import dev.signalbox.platform.access.Scope;
import dev.signalbox.platform.engine.AgentTool;
import dev.signalbox.platform.engine.Issue;
import dev.signalbox.platform.engine.Issue.Severity;
import dev.signalbox.platform.engine.IssueCode;
import dev.signalbox.platform.engine.Step;
import dev.signalbox.platform.engine.Validation;
import dev.signalbox.platform.llm.Models;
import dev.signalbox.platform.problem.ApiException;
import dev.signalbox.platform.problem.ApiException.FieldError;
import dev.signalbox.platform.problem.ErrorCode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import tools.jackson.databind.JsonNode;

/** Checks a graph as it would run in a project: what the engine can see of it, and the tools and models that it uses there. */
@Component
class Validator {

    private final ToolLookup tools;
    private final CalledWorkflows called;
    private final Models models;

    Validator(ToolLookup tools, CalledWorkflows called, Models models) {
        this.tools = tools;
        this.called = called;
        this.models = models;
    }

    /** @param graph the workflow's draft, or another graph that is to be judged as if it were */
    Mono<Validation> validate(Workflow workflow, JsonNode graph) {
        return Access.current().flatMap(caller -> lookUp(caller, workflow.projectId(), Validation.steps(graph))
                .publishOn(Schedulers.boundedElastic())
                .map(found -> judge(caller, graph, found))
                .zipWith(called.check(workflow, graph), (judged, calls) -> judged.with("workflow_calls", calls)));
    }

    /** Up to a tenth of a second for the largest graphs: not on a thread that serves requests. */
    private Validation judge(Caller caller, JsonNode graph, Map<Tool, ToolLookup.Answer> found) {
        List<Step> steps = Validation.steps(graph);
        return Validation.of(graph, (call, path) -> CallCheck.of(call, path, found.get(Tool.of(call))))
                .with("schemas", SchemaCheck.of(graph))
                .with("models", ModelCheck.of(steps, models))
                .with("agents", AgentCheck.of(steps, found))
                .with("permissions", forecast(caller, steps));
    }

    /** @throws ApiException INVALID_GRAPH with every error, when there is one */
    static void refuseInvalid(Validation validation) {
        if (!validation.valid()) {
            List<FieldError> errors = validation.issues().stream()
                    .filter(issue -> issue.severity() == Severity.ERROR)
                    .map(issue -> new FieldError(issue.path(), issue.message() + " " + issue.hint()))
                    .toList();
            throw new ApiException(
                    ErrorCode.INVALID_GRAPH,
                    "The graph has %d error%s and cannot be published. The first: %s"
                            .formatted(
                                    errors.size(),
                                    errors.size() == 1 ? "" : "s",
                                    errors.getFirst().message()),
                    errors,
                    Map.of("issues", validation.issues()));
        }
    }

    /** Each tool once, however many steps call it. */
    private Mono<Map<Tool, ToolLookup.Answer>> lookUp(Caller caller, ProjectId project, List<Step> steps) {
        Map<Tool, ToolLookup.Answer> found = new HashMap<>();
        return Flux.fromIterable(steps)
                .flatMapIterable(Validator::tools)
                .distinct()
                .concatMap(
                        tool -> tools.find(caller.tenant(), project, tool).doOnNext(answer -> found.put(tool, answer)))
                .then(Mono.fromSupplier(() -> found));
    }

    private static List<Tool> tools(Step step) {
        return switch (step) {
            case Step.McpCall call -> List.of(Tool.of(call));
            case Step.AgentCall agent ->
                AgentTool.of(agent).stream().map(Tool::of).toList();
            case Step _ -> List.of();
        };
    }

    /** A run acts as whoever started it: the publisher would notice only there what they may not do. */
    private static List<Issue> forecast(Caller caller, List<Step> steps) {
        List<Issue> missing = new ArrayList<>();
        if (!caller.has(Scope.WORKFLOW_RUN)) {
            missing.add(missing(Scope.WORKFLOW_RUN, "you cannot start a run yourself"));
        }
        if (!caller.has(Scope.MCP_EXECUTE)
                && steps.stream().anyMatch(step -> !tools(step).isEmpty())) {
            missing.add(missing(Scope.MCP_EXECUTE, "a run that you start fails at its first tool call"));
        }
        return missing;
    }

    private static Issue missing(Scope scope, String then) {
        return new Issue(
                Severity.WARNING,
                IssueCode.PERMISSION_MISSING,
                null,
                "steps",
                "Your token lacks %s: %s.".formatted(scope.wire(), then),
                "Start runs with a token that has %s.".formatted(scope.wire()));
    }
}
