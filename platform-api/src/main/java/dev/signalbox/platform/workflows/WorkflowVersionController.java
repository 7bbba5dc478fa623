package dev.signalbox.platform.workflows;

import dev.signalbox.platform.access.Requires;
import dev.signalbox.platform.access.Scope;
import dev.signalbox.platform.paging.Page;
import dev.signalbox.platform.problem.IfMatch;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Size;
import java.net.URI;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

@RestController
@RequestMapping("/v1/workflows/{id}/versions")
class WorkflowVersionController {

    private final WorkflowVersionService versions;

    WorkflowVersionController(WorkflowVersionService versions) {
        this.versions = versions;
    }

    @GetMapping
    @Requires(Scope.WORKFLOW_READ)
    Mono<Page<WorkflowVersion>> list(
            @PathVariable Workflow.Id id,
            @RequestParam(defaultValue = "50") @Min(1) @Max(200) int limit,
            @RequestParam(required = false) @Nullable String cursor) {
        return versions.list(id, limit, cursor);
    }

    /** If-Match is optional here: with it, exactly the draft that was seen is published. */
    @PostMapping
    @Requires(Scope.WORKFLOW_EDIT)
    @ResponseStatus(HttpStatus.CREATED)
    Mono<ResponseEntity<WorkflowVersion>> publish(
            @PathVariable Workflow.Id id,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            @Valid @RequestBody(required = false) @Nullable PublishVersion publish) {
        String notes = publish == null ? "" : Objects.requireNonNullElse(publish.notes(), "");
        return versions.publish(
                        id,
                        notes,
                        ifMatch == null ? null : IfMatch.required(ifMatch),
                        publish == null ? null : publish.rollBackTo())
                .map(made -> ResponseEntity.created(
                                URI.create("/v1/workflows/%s/versions/%d".formatted(id, made.version())))
                        .body(made));
    }

    @GetMapping("/{version}")
    @Requires(Scope.WORKFLOW_READ)
    Mono<WorkflowVersion> get(@PathVariable Workflow.Id id, @PathVariable int version) {
        return versions.get(id, version);
    }

    @GetMapping("/{version}/diff")
    @Requires(Scope.WORKFLOW_READ)
    Mono<GraphDiff> diff(@PathVariable Workflow.Id id, @PathVariable int version, @RequestParam int to) {
        return versions.diff(id, version, to);
    }

    /** @param rollBackTo publishes this older version again instead of the draft */
    record PublishVersion(
            @Nullable @Size(max = 2000) String notes,
            @Nullable @Min(1) Integer rollBackTo) {}
}
