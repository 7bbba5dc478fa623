package dev.signalbox.platform.projects;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.signalbox.platform.access.Authenticated;
import dev.signalbox.platform.access.ProjectId;
import dev.signalbox.platform.access.Requires;
import dev.signalbox.platform.access.Scope;
import dev.signalbox.platform.paging.Page;
import dev.signalbox.platform.problem.IfMatch;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.net.URI;
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

@RestController
@RequestMapping("/v1/projects")
class ProjectController {

    private final ProjectService projects;

    ProjectController(ProjectService projects) {
        this.projects = projects;
    }

    @GetMapping
    @Authenticated
    Mono<Page<Project>> list(
            @RequestParam(defaultValue = "50") @Min(1) @Max(200) int limit,
            @RequestParam(required = false) @Nullable String cursor) {
        return projects.list(limit, cursor);
    }

    @PostMapping
    @Requires(Scope.PROJECT_MANAGE)
    @ResponseStatus(HttpStatus.CREATED)
    Mono<ResponseEntity<Project>> create(@Valid @RequestBody CreateProject create) {
        return projects.create(create.name(), create.slug(), create.open())
                .map(project -> ResponseEntity.created(URI.create("/v1/projects/" + project.id()))
                        .eTag(IfMatch.etag(project.version()))
                        .body(project));
    }

    @GetMapping("/{id}")
    @Authenticated
    Mono<ResponseEntity<Project>> get(@PathVariable ProjectId id) {
        return projects.get(id).map(ProjectController::tagged);
    }

    @PatchMapping("/{id}")
    @Requires(Scope.PROJECT_MANAGE)
    Mono<ResponseEntity<Project>> update(
            @PathVariable ProjectId id,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            @Valid @RequestBody UpdateProject update) {
        return projects.update(id, update.name(), update.open(), IfMatch.required(ifMatch))
                .map(ProjectController::tagged);
    }

    /** Archives: runs and their history stay readable in the audit, the project is no longer entered. */
    @DeleteMapping("/{id}")
    @Requires(Scope.PROJECT_MANAGE)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    Mono<Void> delete(@PathVariable ProjectId id) {
        return projects.archive(id);
    }

    private static ResponseEntity<Project> tagged(Project project) {
        return ResponseEntity.ok().eTag(IfMatch.etag(project.version())).body(project);
    }

    record CreateProject(
            @NotBlank @Size(max = 80) String name,

            @NotBlank
            @Pattern(
                    regexp = "[a-z0-9][a-z0-9-]{1,62}",
                    message = "must be 2 to 63 small letters, digits or hyphens, starting with a letter or digit")
            String slug,

            @JsonProperty("public") boolean open) {}

    record UpdateProject(
            @Nullable @Size(min = 1, max = 80) String name,
            @JsonProperty("public") @Nullable Boolean open) {}
}
