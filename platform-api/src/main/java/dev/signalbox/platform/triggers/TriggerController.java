package dev.signalbox.platform.triggers;

import dev.signalbox.platform.access.Requires;
import dev.signalbox.platform.access.Scope;
import dev.signalbox.platform.paging.Page;
import dev.signalbox.platform.problem.IfMatch;
import dev.signalbox.platform.workflows.Workflow;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.net.URI;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

@RestController
@RequestMapping("/v1/workflows/{workflow}/triggers")
class TriggerController {

    private final TriggerService triggers;
    private final FireService fires;
    private final SettingsPatch patches;

    TriggerController(TriggerService triggers, FireService fires, SettingsPatch patches) {
        this.triggers = triggers;
        this.fires = fires;
        this.patches = patches;
    }

    @GetMapping
    @Requires(Scope.WORKFLOW_READ)
    Mono<Page<Trigger>> list(
            @PathVariable Workflow.Id workflow,
            @RequestParam(defaultValue = "50") @Min(1) @Max(200) int limit,
            @RequestParam(required = false) @Nullable String cursor) {
        return triggers.listOfWorkflow(workflow, limit, cursor);
    }

    /** Its runs act for the caller, within the limits of the token it is made with. */
    @PostMapping
    @Requires(Scope.WORKFLOW_EDIT)
    Mono<ResponseEntity<Trigger>> create(@PathVariable Workflow.Id workflow, @Valid @RequestBody CreateTrigger create) {
        return triggers.create(workflow, create.settings()).map(made -> ResponseEntity.created(
                        URI.create("/v1/workflows/%s/triggers/%s".formatted(workflow, made.id())))
                .eTag(IfMatch.etag(made.revision()))
                .body(made));
    }

    @GetMapping("/{id}")
    @Requires(Scope.WORKFLOW_READ)
    Mono<ResponseEntity<Trigger>> get(@PathVariable Workflow.Id workflow, @PathVariable Trigger.Id id) {
        return triggers.find(workflow, id, Scope.WORKFLOW_READ).map(TriggerController::tagged);
    }

    /** A merge patch (RFC 7396): null takes a field back to its default. The caller becomes the owner. */
    @PatchMapping(
            path = "/{id}",
            consumes = {MediaType.APPLICATION_JSON_VALUE, "application/merge-patch+json"})
    @Requires(Scope.WORKFLOW_EDIT)
    Mono<ResponseEntity<Trigger>> update(
            @PathVariable Workflow.Id workflow,
            @PathVariable Trigger.Id id,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            @RequestBody ObjectNode patch) {
        return triggers.update(workflow, id, current -> patches.apply(current, patch), IfMatch.required(ifMatch))
                .map(TriggerController::tagged);
    }

    @DeleteMapping("/{id}")
    @Requires(Scope.WORKFLOW_EDIT)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    Mono<Void> delete(@PathVariable Workflow.Id workflow, @PathVariable Trigger.Id id) {
        return triggers.delete(workflow, id);
    }

    @PostMapping("/{id}/pause")
    @Requires(Scope.WORKFLOW_EDIT)
    Mono<ResponseEntity<Trigger>> pause(@PathVariable Workflow.Id workflow, @PathVariable Trigger.Id id) {
        return triggers.pause(workflow, id).map(TriggerController::tagged);
    }

    /** The caller becomes the owner. */
    @PostMapping("/{id}/enable")
    @Requires(Scope.WORKFLOW_EDIT)
    Mono<ResponseEntity<Trigger>> enable(@PathVariable Workflow.Id workflow, @PathVariable Trigger.Id id) {
        return triggers.enable(workflow, id).map(TriggerController::tagged);
    }

    /** Starts a run now that acts for the caller, paused or not. */
    @PostMapping("/{id}/fire")
    @Requires(Scope.WORKFLOW_RUN)
    @ResponseStatus(HttpStatus.ACCEPTED)
    Mono<Fire> fire(@PathVariable Workflow.Id workflow, @PathVariable Trigger.Id id) {
        return fires.fireNow(workflow, id);
    }

    @GetMapping("/{id}/fires")
    @Requires(Scope.WORKFLOW_READ)
    Mono<Page<Fire>> fires(
            @PathVariable Workflow.Id workflow,
            @PathVariable Trigger.Id id,
            @RequestParam(defaultValue = "50") @Min(1) @Max(200) int limit,
            @RequestParam(required = false) @Nullable String cursor) {
        return fires.list(workflow, id, limit, cursor);
    }

    private static ResponseEntity<Trigger> tagged(Trigger trigger) {
        return ResponseEntity.ok().eTag(IfMatch.etag(trigger.revision())).body(trigger);
    }

    /** @param version of the workflow; left out, each fire takes the latest one */
    record CreateTrigger(
            @NotNull String name,
            @NotNull String cron,
            @Nullable String timeZone,
            @Nullable Integer version,
            @Nullable ObjectNode triggerPayload,
            Trigger.@Nullable CatchUp catchUp,
            @Nullable Integer catchUpLimit,
            Trigger.@Nullable Overlap overlap,
            @Nullable Instant startsAt,
            @Nullable Instant endsAt,
            @Nullable Boolean enabled) {

        private static final int CATCH_UP_LIMIT = 10;

        TriggerSettings settings() {
            return new TriggerSettings(
                    name,
                    cron,
                    Objects.requireNonNullElse(timeZone, "UTC"),
                    version,
                    Objects.requireNonNullElseGet(triggerPayload, JsonNodeFactory.instance::objectNode),
                    Objects.requireNonNullElse(catchUp, Trigger.CatchUp.LAST),
                    Objects.requireNonNullElse(catchUpLimit, CATCH_UP_LIMIT),
                    Objects.requireNonNullElse(overlap, Trigger.Overlap.SKIP),
                    startsAt,
                    endsAt,
                    Objects.requireNonNullElse(enabled, true));
        }
    }
}
