package dev.signalbox.platform.tasks;

import dev.signalbox.platform.access.Requires;
import dev.signalbox.platform.access.Scope;
import dev.signalbox.platform.journal.RunId;
import dev.signalbox.platform.paging.Page;
import dev.signalbox.platform.workflows.Workflow;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

@RestController
class TaskController {

    private final TaskService tasks;

    TaskController(TaskService tasks) {
        this.tasks = tasks;
    }

    /** The inbox: open tasks of all projects the caller sees. */
    @GetMapping("/v1/tasks/pending")
    @Requires(Scope.TASK_READ)
    Mono<Page<HumanTask>> pending(
            @RequestParam(defaultValue = "50") @Min(1) @Max(200) int limit,
            @RequestParam(required = false) @Nullable String cursor) {
        return tasks.pending(limit, cursor);
    }

    @GetMapping("/v1/workflows/{workflow}/runs/{run}/tasks/pending")
    @Requires(Scope.TASK_READ)
    Mono<Page<HumanTask>> pendingOfRun(@PathVariable Workflow.Id workflow, @PathVariable RunId run) {
        return tasks.pendingOfRun(workflow, run);
    }

    /** A second answer is a conflict that carries the decision taken. */
    @PostMapping("/v1/workflows/{workflow}/runs/{run}/tasks/{task}/complete")
    @Requires(Scope.TASK_COMPLETE)
    Mono<HumanTask> complete(
            @PathVariable Workflow.Id workflow,
            @PathVariable RunId run,
            @PathVariable HumanTask.Id task,
            @Valid @RequestBody Answer answer) {
        return tasks.complete(workflow, run, task, answer);
    }
}
