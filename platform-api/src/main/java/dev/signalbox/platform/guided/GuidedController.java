package dev.signalbox.platform.guided;

import dev.signalbox.platform.access.Requires;
import dev.signalbox.platform.access.Scope;
import dev.signalbox.platform.engine.StepKey;
import dev.signalbox.platform.journal.RunId;
import dev.signalbox.platform.workflows.Workflow;
import io.swagger.v3.oas.annotations.Operation;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The narrow surface on which an agent or a chat bot is led through a workflow; described by a document of its own. */
@RestController
@RequestMapping("/v1/guided/runs")
class GuidedController {

    private final GuidedService guided;

    GuidedController(GuidedService guided) {
        this.guided = guided;
    }

    /** Starts a run and answers its first step. With a run token, of the token's workflow; else {@code workflow_id} names it. */
    @PostMapping
    @Operation(summary = "Start a run and get its first step")
    @Requires(value = Scope.WORKFLOW_RUN, alsoByRunToken = true)
    @ResponseStatus(HttpStatus.CREATED)
    Mono<GuidedRun> start(@Valid @RequestBody StartGuidedRun start) {
        return guided.start(start.workflowId(), start.input());
    }

    /** Where the run is: the step to be answered now, or why there is none. */
    @GetMapping("/{run}")
    @Operation(summary = "Where the run is: the step to be answered now, or why there is none")
    @Requires(value = Scope.WORKFLOW_RUN, alsoByRunToken = true)
    Mono<GuidedRun> status(@PathVariable RunId run) {
        return guided.status(run);
    }

    /** Answers a step and tells the next one. An answer that does not fit changes nothing: {@code accepted} is false. */
    @PostMapping("/{run}/advance")
    @Operation(summary = "Answer a step and get the next one")
    @Requires(value = Scope.WORKFLOW_RUN, alsoByRunToken = true)
    Mono<GuidedRun> advance(@PathVariable RunId run, @Valid @RequestBody AdvanceGuidedRun advance) {
        return guided.advance(run, advance.stepId(), Verdict.answer(advance.answer()));
    }

    /** Corrects an answer that was given; what was made with it runs again, and its questions are asked again. */
    @PostMapping("/{run}/repair")
    @Operation(summary = "Correct an answer that was given")
    @Requires(value = Scope.WORKFLOW_RUN, alsoByRunToken = true)
    Mono<GuidedRun> repair(@PathVariable RunId run, @Valid @RequestBody RepairGuidedRun repair) {
        var correction = new GuidedService.Correction(
                repair.stepId(),
                Verdict.answer(repair.answer()),
                repair.reason(),
                Boolean.TRUE.equals(repair.rerunUnknown()));
        return guided.repair(run, correction);
    }

    /** A step that has opened, with its answer if it has one. Encode the {@code #} of a step inside a loop as {@code %23}. */
    @GetMapping("/{run}/steps/{step}")
    @Operation(summary = "Read a step that has opened")
    @Requires(value = Scope.WORKFLOW_RUN, alsoByRunToken = true)
    Mono<GuidedStep> getStep(@PathVariable RunId run, @PathVariable StepKey step) {
        return guided.step(run, step);
    }

    record StartGuidedRun(
            Workflow.@Nullable Id workflowId, @Nullable ObjectNode input) {}

    record AdvanceGuidedRun(
            @NotNull StepKey stepId, @Nullable JsonNode answer) {}

    /** @param rerunUnknown whether calls under way are cut off and made again */
    record RepairGuidedRun(
            @NotNull StepKey stepId,
            @Nullable JsonNode answer,
            @NotBlank @Size(max = 2000) String reason,
            @Nullable Boolean rerunUnknown) {}
}
