package dev.signalbox.platform.connectors;

import dev.signalbox.platform.access.ProjectId;
import dev.signalbox.platform.access.TenantId;
import dev.signalbox.platform.access.TenantTransaction;
import dev.signalbox.platform.plugins.InstalledConnector;
import dev.signalbox.platform.plugins.PluginHost;
import dev.signalbox.platform.problem.ApiException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Finds the instance that a binding means in a project. An address means the project's one enabled instance of that connector;
 * several are an error and never a guess; none is fine for a connector that needs no settings, which then serves with its defaults.
 */
@Component
class ConnectorBindings {

    private final ConnectorInstanceRepository instances;
    private final PluginHost plugins;
    private final TenantTransaction transaction;

    ConnectorBindings(ConnectorInstanceRepository instances, PluginHost plugins, TenantTransaction transaction) {
        this.instances = instances;
        this.plugins = plugins;
        this.transaction = transaction;
    }

    record Bound(ConnectorInstance instance, InstalledConnector installed) {}

    /** Errors with an {@link ApiException} that says what to change. */
    Mono<Bound> resolve(TenantId tenant, ProjectId project, ToolBinding binding) {
        var instance =
                switch (binding) {
                    case ToolBinding.ToInstance(var id) -> named(tenant, project, id);
                    case ToolBinding.ToServer(var connectorId) -> serving(tenant, project, connectorId);
                };
        return instance.flatMap(this::bound);
    }

    Mono<Bound> bound(ConnectorInstance instance) {
        return Mono.fromCallable(() -> new Bound(instance, installed(instance.connectorId())));
    }

    Optional<InstalledConnector> find(String connectorId) {
        return plugins.find(connectorId);
    }

    private InstalledConnector installed(String connectorId) {
        return find(connectorId).orElseThrow(() -> ApiException.notFound("Connector", connectorId));
    }

    private Mono<ConnectorInstance> named(TenantId tenant, ProjectId project, ConnectorInstance.Id id) {
        return transaction
                .in(tenant, instances.find(tenant, id))
                .filter(instance -> instance.projectId().equals(project))
                .switchIfEmpty(Mono.error(() -> ApiException.notFound("Instance", id)))
                .filter(ConnectorInstance::enabled)
                .switchIfEmpty(Mono.error(() -> ApiException.conflict("Instance " + id + " is disabled.")));
    }

    private Mono<ConnectorInstance> serving(TenantId tenant, ProjectId project, String connectorId) {
        return transaction
                .in(tenant, instances.listEnabled(tenant, project, connectorId).collectList())
                .map(found -> only(found, project, connectorId));
    }

    private ConnectorInstance only(List<ConnectorInstance> found, ProjectId project, String connectorId) {
        if (found.size() > 1) {
            var ids = found.stream().map(instance -> instance.id().toString()).collect(Collectors.joining(", "));
            throw ApiException.conflict("This project has several instances of %s; name one with instance_id: %s."
                    .formatted(connectorId, ids));
        }
        if (found.size() == 1) {
            return found.getFirst();
        }
        if (!installed(connectorId).needsNoSettings()) {
            throw ApiException.conflict(
                    "Connector %s needs settings: create an instance of it in this project.".formatted(connectorId));
        }
        return ConnectorInstance.unconfigured(project, connectorId);
    }
}
