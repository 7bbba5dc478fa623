package dev.signalbox.platform.connectors;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.signalbox.platform.access.Requires;
import dev.signalbox.platform.access.Scope;
import dev.signalbox.platform.connections.Connection;
import dev.signalbox.platform.paging.Page;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.net.URI;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Write-only: no operation answers with what is secret of a credential. */
@RestController
class ConnectionController {

    private final ConnectionService connections;

    ConnectionController(ConnectionService connections) {
        this.connections = connections;
    }

    /** The credentials of the active project's instances, without what is secret of them. */
    @GetMapping("/v1/connections")
    @Requires(Scope.MCP_READ)
    Mono<Page<ConnectionView>> list(
            @RequestParam(defaultValue = "50") @Min(1) @Max(200) int limit,
            @RequestParam(required = false) @Nullable String cursor) {
        return connections.list(limit, cursor).map(ConnectionController::views);
    }

    @PostMapping("/v1/connections")
    @Requires(Scope.MCP_WRITE)
    @ResponseStatus(HttpStatus.CREATED)
    Mono<ResponseEntity<ConnectionView>> create(@Valid @RequestBody CreateConnection create) {
        var given = new GivenCredential(create.kind(), create.username(), create.secret());
        return connections
                .create(create.instanceId(), create.profile(), given.credential())
                .map(made -> ResponseEntity.created(URI.create("/v1/connections/" + made.id()))
                        .body(ConnectionView.of(made)));
    }

    @GetMapping("/v1/connections/{id}")
    @Requires(Scope.MCP_READ)
    Mono<ConnectionView> get(@PathVariable Connection.Id id) {
        return connections.get(id).map(ConnectionView::of);
    }

    /** Calls of the instance are made without it from now on. */
    @DeleteMapping("/v1/connections/{id}")
    @Requires(Scope.MCP_WRITE)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    Mono<Void> delete(@PathVariable Connection.Id id) {
        return connections.delete(id);
    }

    @GetMapping("/v1/mcp/instances/{id}/credentials")
    @Requires(Scope.MCP_READ)
    Mono<Page<ConnectionView>> ofInstance(@PathVariable ConnectorInstance.Id id) {
        return connections.ofInstance(id).map(found -> views(new Page<>(found, null)));
    }

    /** Keeps a credential for the instance, in the place of the one there was; calls use it from now on. */
    @PostMapping("/v1/mcp/instances/{id}/credentials")
    @Requires(Scope.MCP_WRITE)
    Mono<ConnectionView> put(@PathVariable ConnectorInstance.Id id, @Valid @RequestBody PutCredential put) {
        var given = new GivenCredential(put.kind(), put.username(), put.secret());
        return connections.put(id, put.profile(), given.credential()).map(ConnectionView::of);
    }

    private static Page<ConnectionView> views(Page<Connection> page) {
        return new Page<>(page.items().stream().map(ConnectionView::of).toList(), page.nextCursor());
    }

    /**
     * @param profile the config profile it is for; without one it is for every profile that has none of its own
     * @param username for basic only
     * @param secret the key, token or password
     */
    record CreateConnection(
            @NotNull ConnectorInstance.Id instanceId,
            @Nullable @Size(min = 1, max = 40) String profile,
            GivenCredential.@NotNull Kind kind,
            @Nullable @Size(max = 200) String username,

            @NotNull @Size(min = 1, max = GivenCredential.LONGEST)
            String secret) {

        @Override
        public String toString() {
            return "CreateConnection[instance=" + instanceId + "]";
        }
    }

    /** The same for an instance that the address names. */
    record PutCredential(
            @Nullable @Size(min = 1, max = 40) String profile,
            GivenCredential.@NotNull Kind kind,
            @Nullable @Size(max = 200) String username,

            @NotNull @Size(min = 1, max = GivenCredential.LONGEST)
            String secret) {

        @Override
        public String toString() {
            return "PutCredential[]";
        }
    }

    /** @param hosts that the settings led to when it was kept, and so all that it is sent to */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record ConnectionView(
            UUID id,
            UUID projectId,
            UUID instanceId,
            @Nullable String profile,
            GivenCredential.Kind kind,
            @Nullable String username,
            @Nullable List<String> hosts,
            long version,
            java.time.Instant createdAt,
            java.time.Instant updatedAt) {

        static ConnectionView of(Connection connection) {
            return new ConnectionView(
                    connection.id().value(),
                    connection.projectId().value(),
                    connection.instanceId(),
                    connection.profile(),
                    GivenCredential.Kind.of(connection.kind()),
                    connection.username(),
                    connection.hosts(),
                    connection.version(),
                    connection.createdAt(),
                    connection.updatedAt());
        }
    }
}
