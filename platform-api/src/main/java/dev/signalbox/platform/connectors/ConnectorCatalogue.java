package dev.signalbox.platform.connectors;

import dev.signalbox.platform.access.Access;
import dev.signalbox.platform.access.Scope;
import dev.signalbox.platform.access.TenantTransaction;
import dev.signalbox.platform.plugins.InstalledConnector;
import dev.signalbox.platform.plugins.PluginHost;
import dev.signalbox.platform.problem.ApiException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

/** Which connectors there are, and how the active project stands with each. */
@Service
class ConnectorCatalogue {

    private final PluginHost plugins;
    private final ConnectorInstanceRepository instances;
    private final Access access;
    private final TenantTransaction transaction;
    private final InstanceSettings settings;

    ConnectorCatalogue(
            PluginHost plugins,
            ConnectorInstanceRepository instances,
            Access access,
            TenantTransaction transaction,
            InstanceSettings settings) {
        this.plugins = plugins;
        this.instances = instances;
        this.access = access;
        this.transaction = transaction;
        this.settings = settings;
    }

    /**
     * @param instances the project's enabled ones
     * @param usable whether a step can name the server by its address alone
     */
    record ConnectorServer(
            String id,
            String serverUrl,
            String name,
            String description,
            String version,
            List<ConnectorInstance.Id> instances,
            boolean usable) {}

    Collection<InstalledConnector> connectors() {
        return plugins.connectors();
    }

    Mono<InstalledConnector> connector(String id) {
        return Mono.justOrEmpty(plugins.find(id))
                .switchIfEmpty(Mono.error(() -> ApiException.notFound("Connector", id)));
    }

    /** @param errors each with the field of the settings that is at fault */
    record SettingsCheck(boolean valid, List<ApiException.FieldError> errors) {}

    /** What creating an instance with these settings would say, without creating one. */
    Mono<SettingsCheck> check(String id, JsonNode given) {
        return Mono.zip(Access.current(), access.activeProject(Scope.MCP_READ)).flatMap(who -> connector(id)
                .map(_ -> ConnectorInstance.unconfigured(who.getT2(), id).with(given))
                .flatMap(draft -> settings.tryOut(who.getT1().tenant(), draft)
                        .thenReturn(new SettingsCheck(true, List.of()))
                        .onErrorResume(
                                ApiException.class,
                                refused -> refused.errors().isEmpty()
                                        ? Mono.error(refused)
                                        : Mono.just(new SettingsCheck(false, refused.errors())))));
    }

    Mono<List<ConnectorServer>> servers() {
        return Mono.zip(Access.current(), access.activeProject(Scope.MCP_READ))
                .flatMap(who -> transaction.required(instances
                        .listEnabled(who.getT1().tenant(), who.getT2())
                        .collect(Collectors.groupingBy(
                                ConnectorInstance::connectorId,
                                Collectors.mapping(ConnectorInstance::id, Collectors.toList())))
                        .map(this::servers)));
    }

    private List<ConnectorServer> servers(Map<String, List<ConnectorInstance.Id>> enabled) {
        return plugins.connectors().stream()
                .map(connector ->
                        server(connector, enabled.getOrDefault(connector.info().id(), List.of())))
                .toList();
    }

    private static ConnectorServer server(InstalledConnector connector, List<ConnectorInstance.Id> instances) {
        var info = connector.info();
        return new ConnectorServer(
                info.id(),
                ToolBinding.address(info.id()),
                info.displayName(),
                info.description(),
                info.version(),
                instances,
                instances.isEmpty() ? connector.needsNoSettings() : instances.size() == 1);
    }
}
