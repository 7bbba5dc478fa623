package dev.signalbox.platform.connectors;

import dev.signalbox.platform.access.Requires;
import dev.signalbox.platform.access.Scope;
import dev.signalbox.platform.paging.Page;
import dev.signalbox.platform.problem.ApiException;
import dev.signalbox.platform.problem.IfMatch;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
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
@RequestMapping("/v1/mcp/instances")
class ConnectorInstanceController {

    private final ConnectorInstanceService instances;
    private final InstanceTools tools;

    ConnectorInstanceController(ConnectorInstanceService instances, InstanceTools tools) {
        this.instances = instances;
        this.tools = tools;
    }

    @GetMapping
    @Requires(Scope.MCP_READ)
    Mono<Page<ConnectorInstance>> list(
            @RequestParam(defaultValue = "50") @Min(1) @Max(200) int limit,
            @RequestParam(required = false) @Nullable String cursor) {
        return instances.list(limit, cursor);
    }

    @PostMapping
    @Requires(Scope.MCP_WRITE)
    @ResponseStatus(HttpStatus.CREATED)
    Mono<ResponseEntity<ConnectorInstance>> create(@Valid @RequestBody CreateInstance create) {
        return instances
                .create(
                        create.connectorId(),
                        create.name(),
                        Objects.requireNonNullElseGet(object(create.settings()), JsonNodeFactory.instance::objectNode))
                .map(instance -> ResponseEntity.created(URI.create("/v1/mcp/instances/" + instance.id()))
                        .eTag(IfMatch.etag(instance.version()))
                        .body(instance));
    }

    @GetMapping("/{id}")
    @Requires(Scope.MCP_READ)
    Mono<ResponseEntity<ConnectorInstance>> get(@PathVariable ConnectorInstance.Id id) {
        return instances.get(id, Scope.MCP_READ).map(ConnectorInstanceController::tagged);
    }

    @PatchMapping("/{id}")
    @Requires(Scope.MCP_WRITE)
    Mono<ResponseEntity<ConnectorInstance>> update(
            @PathVariable ConnectorInstance.Id id,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            @Valid @RequestBody UpdateInstance update) {
        var change = new ConnectorInstanceService.Change(update.name(), object(update.settings()), update.enabled());
        return instances.update(id, IfMatch.required(ifMatch), change).map(ConnectorInstanceController::tagged);
    }

    @DeleteMapping("/{id}")
    @Requires(Scope.MCP_WRITE)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    Mono<Void> delete(@PathVariable ConnectorInstance.Id id) {
        return instances.delete(id);
    }

    @GetMapping("/{id}/tools")
    @Requires(Scope.MCP_READ)
    Mono<Page<ToolDescription>> tools(@PathVariable ConnectorInstance.Id id) {
        return tools.list(id).map(found -> new Page<>(found, null));
    }

    /** Tries settings and credential against the real system. */
    @PostMapping("/{id}/validate")
    @Requires(Scope.MCP_EXECUTE)
    Mono<InstanceTools.InstanceCheck> validate(@PathVariable ConnectorInstance.Id id) {
        return tools.check(id);
    }

    private static ResponseEntity<ConnectorInstance> tagged(ConnectorInstance instance) {
        return ResponseEntity.ok().eTag(IfMatch.etag(instance.version())).body(instance);
    }

    private static @Nullable ObjectNode object(@Nullable JsonNode settings) {
        return switch (settings) {
            case null -> null;
            case ObjectNode object -> object;
            default -> throw ApiException.invalid("settings", "is a JSON object");
        };
    }

    record CreateInstance(
            @NotBlank @Size(max = 40) String connectorId,
            @NotBlank @Size(max = 80) String name,
            @Nullable JsonNode settings) {}

    record UpdateInstance(
            @Nullable @Size(max = 80) @Pattern(regexp = ".*\\S.*", message = "is not blank")
            String name,

            @Nullable JsonNode settings,
            @Nullable Boolean enabled) {}
}
