package dev.signalbox.platform.workflows;

import dev.signalbox.platform.access.Requires;
import dev.signalbox.platform.access.Scope;
import dev.signalbox.platform.problem.IfMatch;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;
import tools.jackson.databind.node.ObjectNode;

@RestController
@RequestMapping("/v1/workflows/{id}/steps/{step}")
class WorkflowStepController {

    private final WorkflowStepService steps;

    WorkflowStepController(WorkflowStepService steps) {
        this.steps = steps;
    }

    /** A step inside a loop is addressed as {@code loop.step}. */
    @GetMapping
    @Requires(Scope.WORKFLOW_READ)
    Mono<ResponseEntity<DraftStep>> get(@PathVariable Workflow.Id id, @PathVariable String step) {
        return steps.get(id, new StepAddress(step)).map(WorkflowStepController::tagged);
    }

    /** A merge patch (RFC 7396): null removes a field. What would add an error to the draft is refused. */
    @PatchMapping(consumes = {MediaType.APPLICATION_JSON_VALUE, "application/merge-patch+json"})
    @Requires(Scope.WORKFLOW_EDIT)
    Mono<ResponseEntity<DraftStep>> update(
            @PathVariable Workflow.Id id,
            @PathVariable String step,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            @RequestBody ObjectNode patch) {
        return steps.update(id, new StepAddress(step), patch, IfMatch.required(ifMatch))
                .map(WorkflowStepController::tagged);
    }

    private static ResponseEntity<DraftStep> tagged(DraftStep step) {
        return ResponseEntity.ok().eTag(IfMatch.etag(step.revision())).body(step);
    }
}
