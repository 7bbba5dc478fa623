package dev.signalbox.platform.runs;

import dev.signalbox.platform.access.Requires;
import dev.signalbox.platform.access.Scope;
import dev.signalbox.platform.journal.RunId;
import dev.signalbox.platform.paging.Page;
import dev.signalbox.platform.workflows.Workflow;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;
import tools.jackson.databind.node.ObjectNode;

@RestController
@RequestMapping("/v1/workflows/{workflow}/runs")
class RunController {

    private final RunService runs;

    RunController(RunService runs) {
        this.runs = runs;
    }

    @GetMapping
    @Requires(Scope.WORKFLOW_READ)
    Mono<Page<Run>> list(
            @PathVariable Workflow.Id workflow,
            @RequestParam(defaultValue = "50") @Min(1) @Max(200) int limit,
            @RequestParam(required = false) @Nullable String cursor) {
        return runs.listOfWorkflow(workflow, limit, cursor);
    }

    @GetMapping("/{run}/summary")
    @Requires(Scope.WORKFLOW_READ)
    Mono<RunSummary> summary(@PathVariable Workflow.Id workflow, @PathVariable RunId run) {
        return runs.summary(workflow, run);
    }

    @GetMapping("/{run}/events")
    @Requires(Scope.WORKFLOW_READ)
    Mono<RunService.Events> events(
            @PathVariable Workflow.Id workflow,
            @PathVariable RunId run,
            @RequestParam(name = "after_seq", defaultValue = "0") @Min(0) long afterSeq,
            @RequestParam(defaultValue = "50") @Min(1) @Max(200) int limit) {
        return runs.events(workflow, run, afterSeq, limit);
    }

    @GetMapping("/{run}/context")
    @Requires(Scope.WORKFLOW_READ)
    Mono<ObjectNode> context(@PathVariable Workflow.Id workflow, @PathVariable RunId run) {
        return runs.context(workflow, run);
    }

    @GetMapping("/{run}/timeline")
    @Requires(Scope.WORKFLOW_READ)
    Mono<Timeline> timeline(@PathVariable Workflow.Id workflow, @PathVariable RunId run) {
        return runs.timeline(workflow, run);
    }
}
