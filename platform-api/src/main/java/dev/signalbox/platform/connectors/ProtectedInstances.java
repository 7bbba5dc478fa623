package dev.signalbox.platform.connectors;

import dev.signalbox.connector.ToolException;
import dev.signalbox.platform.access.ProjectId;
import dev.signalbox.platform.access.TenantId;
import dev.signalbox.platform.plugins.InstalledConnector;
import dev.signalbox.platform.problem.ApiException;
import java.net.URI;
import java.time.Duration;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Instances for which one signs in at another system. */
@Component
public class ProtectedInstances {

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final ConnectorBindings bindings;
    private final OpenConnectors connectors;

    ProtectedInstances(ConnectorBindings bindings, OpenConnectors connectors) {
        this.bindings = bindings;
        this.connectors = connectors;
    }

    /** @param resource what a token for the instance must open */
    public record Protected(ConnectorInstance.Id instance, String connectorId, URI resource) {}

    /** Errors with an {@link ApiException} that says what to change when there is no such instance, or nowhere to sign in. */
    public Mono<Protected> find(TenantId tenant, ProjectId project, ToolBinding binding) {
        return bindings.resolve(tenant, project, binding).flatMap(bound -> PluginThread.run(
                        "sign-in-of-" + binding,
                        () -> connectors.inPlugin(bound.installed(), current -> protectedBy(current, bound.instance())))
                .timeout(
                        PATIENCE, Mono.error(() -> ApiException.unavailable("The connector did not answer in time."))));
    }

    private static Protected protectedBy(InstalledConnector installed, ConnectorInstance instance) {
        try {
            var settings = installed.settings(instance.settings());
            return installed
                    .protectedResource(settings.value())
                    .map(resource -> new Protected(instance.id(), instance.connectorId(), resource))
                    .orElseThrow(() -> ApiException.conflict("Connector " + instance.connectorId()
                            + " knows no sign-in of other people; give the instance a credential."));
        } catch (ToolException e) {
            throw ApiException.conflict(String.valueOf(e.getMessage()));
        }
    }
}
