package dev.signalbox.platform.runs;

import dev.signalbox.platform.access.Requires;
import dev.signalbox.platform.access.Scope;
import dev.signalbox.platform.journal.RunId;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

@RestController
class RunByIdController {

    private final RunService runs;

    RunByIdController(RunService runs) {
        this.runs = runs;
    }

    /** For whoever knows a run and not its workflow. */
    @GetMapping("/v1/runs/{run}")
    @Requires(Scope.WORKFLOW_READ)
    Mono<Run> get(@PathVariable RunId run) {
        return runs.find(run, Scope.WORKFLOW_READ);
    }
}
