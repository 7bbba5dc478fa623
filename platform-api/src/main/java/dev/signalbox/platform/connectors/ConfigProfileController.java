package dev.signalbox.platform.connectors;

import dev.signalbox.platform.access.Requires;
import dev.signalbox.platform.access.Scope;
import dev.signalbox.platform.paging.Page;
import dev.signalbox.platform.problem.IfMatch;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;
import tools.jackson.databind.node.ObjectNode;

@RestController
@RequestMapping("/v1/mcp/instances/{id}/config-profiles")
class ConfigProfileController {

    private final ConfigProfileService profiles;
    private final InstanceTools tools;

    ConfigProfileController(ConfigProfileService profiles, InstanceTools tools) {
        this.profiles = profiles;
        this.tools = tools;
    }

    @GetMapping
    @Requires(Scope.MCP_READ)
    Mono<Page<ConfigProfile>> list(@PathVariable ConnectorInstance.Id id) {
        return profiles.list(id).map(found -> new Page<>(found, null));
    }

    @PostMapping
    @Requires(Scope.MCP_WRITE)
    @ResponseStatus(HttpStatus.CREATED)
    Mono<ResponseEntity<ConfigProfile>> create(
            @PathVariable ConnectorInstance.Id id, @Valid @RequestBody CreateProfile create) {
        return profiles.create(id, create.name(), create.settings()).map(made -> ResponseEntity.created(
                        URI.create("/v1/mcp/instances/%s/config-profiles/%s".formatted(id, made.name())))
                .eTag(IfMatch.etag(made.version()))
                .body(made));
    }

    @GetMapping("/{name}")
    @Requires(Scope.MCP_READ)
    Mono<ResponseEntity<ConfigProfile>> get(@PathVariable ConnectorInstance.Id id, @PathVariable String name) {
        return profiles.get(id, name).map(ConfigProfileController::tagged);
    }

    @PutMapping("/{name}")
    @Requires(Scope.MCP_WRITE)
    Mono<ResponseEntity<ConfigProfile>> update(
            @PathVariable ConnectorInstance.Id id,
            @PathVariable String name,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            @Valid @RequestBody PutProfile put) {
        return profiles.update(id, name, IfMatch.required(ifMatch), put.settings())
                .map(ConfigProfileController::tagged);
    }

    /** Not the active one; the credential that is for it alone goes with it. */
    @DeleteMapping("/{name}")
    @Requires(Scope.MCP_WRITE)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    Mono<Void> delete(@PathVariable ConnectorInstance.Id id, @PathVariable String name) {
        return profiles.delete(id, name);
    }

    /** Calls are made with it from now on. */
    @PostMapping("/{name}/set-active")
    @Requires(Scope.MCP_WRITE)
    Mono<ResponseEntity<ConnectorInstance>> activate(@PathVariable ConnectorInstance.Id id, @PathVariable String name) {
        return profiles.activate(id, name).map(instance -> ResponseEntity.ok()
                .eTag(IfMatch.etag(instance.version()))
                .body(instance));
    }

    /** Tries settings and credential of this profile against the real system, active or not. */
    @PostMapping("/{name}/validate")
    @Requires(Scope.MCP_EXECUTE)
    Mono<InstanceTools.InstanceCheck> validate(@PathVariable ConnectorInstance.Id id, @PathVariable String name) {
        return profiles.under(id, name, Scope.MCP_EXECUTE).flatMap(tools::check);
    }

    private static ResponseEntity<ConfigProfile> tagged(ConfigProfile profile) {
        return ResponseEntity.ok().eTag(IfMatch.etag(profile.version())).body(profile);
    }

    record CreateProfile(
            @NotNull
            @Pattern(regexp = ConfigProfile.NAME, message = "is 1 to 40 of a-z, 0-9 and -, beginning with a letter")
            String name,

            @NotNull ObjectNode settings) {}

    record PutProfile(@NotNull ObjectNode settings) {}
}
