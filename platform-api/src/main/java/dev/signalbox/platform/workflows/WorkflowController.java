package dev.signalbox.platform.workflows;

import dev.signalbox.platform.access.Requires;
import dev.signalbox.platform.access.Scope;
import dev.signalbox.platform.engine.Validation;
import dev.signalbox.platform.paging.Page;
import dev.signalbox.platform.problem.IfMatch;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.net.URI;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
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
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

@RestController
@RequestMapping("/v1/workflows")
class WorkflowController {

    private static final String GRAPH = "The graph as docs/workflows.md describes it.";

    private final WorkflowService workflows;

    WorkflowController(WorkflowService workflows) {
        this.workflows = workflows;
    }

    @GetMapping
    @Requires(Scope.WORKFLOW_READ)
    Mono<Page<Workflow>> list(
            @RequestParam(name = "include_archived", defaultValue = "false") boolean includeArchived,
            @RequestParam(name = "name", required = false) @Nullable @Size(max = 120) String name,
            @RequestParam(defaultValue = "50") @Min(1) @Max(200) int limit,
            @RequestParam(required = false) @Nullable String cursor) {
        return workflows.list(includeArchived, name, limit, cursor);
    }

    @PostMapping
    @Requires(Scope.WORKFLOW_EDIT)
    @ResponseStatus(HttpStatus.CREATED)
    Mono<ResponseEntity<Workflow>> create(@Valid @RequestBody CreateWorkflow create) {
        return workflows
                .create(create.name(), Objects.requireNonNullElse(create.description(), ""), create.graphOrEmpty())
                .map(made -> ResponseEntity.created(URI.create("/v1/workflows/" + made.id()))
                        .eTag(IfMatch.etag(made.revision()))
                        .body(made));
    }

    @GetMapping("/{id}")
    @Requires(Scope.WORKFLOW_READ)
    Mono<ResponseEntity<Workflow>> get(@PathVariable Workflow.Id id) {
        return workflows.get(id).map(WorkflowController::tagged);
    }

    @PatchMapping("/{id}")
    @Requires(Scope.WORKFLOW_EDIT)
    Mono<ResponseEntity<Workflow>> update(
            @PathVariable Workflow.Id id,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            @Valid @RequestBody UpdateWorkflow update) {
        return workflows
                .update(id, update.name(), update.description(), update.graph(), IfMatch.required(ifMatch))
                .map(WorkflowController::tagged);
    }

    /** Archives; {@code restore} brings it back. */
    @DeleteMapping("/{id}")
    @Requires(Scope.WORKFLOW_EDIT)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    Mono<Void> delete(@PathVariable Workflow.Id id) {
        return workflows.archive(id).then();
    }

    @PostMapping("/{id}/restore")
    @Requires(Scope.WORKFLOW_EDIT)
    Mono<ResponseEntity<Workflow>> restore(@PathVariable Workflow.Id id) {
        return workflows.restore(id).map(WorkflowController::tagged);
    }

    /** A dry run of the draft, or of the graph in the body. */
    @PostMapping("/{id}/validate")
    @Requires(Scope.WORKFLOW_READ)
    Mono<Validation> validate(
            @PathVariable Workflow.Id id, @RequestBody(required = false) @Nullable ValidateGraph request) {
        return workflows.validate(id, request == null ? null : request.graph());
    }

    private static ResponseEntity<Workflow> tagged(Workflow workflow) {
        return ResponseEntity.ok().eTag(IfMatch.etag(workflow.revision())).body(workflow);
    }

    record CreateWorkflow(
            @NotBlank @Size(max = 200) String name,
            @Nullable @Size(max = 2000) String description,
            @Schema(description = GRAPH) @Nullable ObjectNode graph) {

        JsonNode graphOrEmpty() {
            return graph == null
                    ? JsonNodeFactory.instance.objectNode().set("steps", JsonNodeFactory.instance.arrayNode())
                    : graph;
        }
    }

    record UpdateWorkflow(
            @Nullable @Size(min = 1, max = 200) String name,
            @Nullable @Size(max = 2000) String description,
            @Schema(description = GRAPH) @Nullable ObjectNode graph) {}

    record ValidateGraph(
            @Schema(description = GRAPH) @Nullable ObjectNode graph) {}
}
