package dev.signalbox.platform.connectors;

import dev.signalbox.connector.ToolException;
import dev.signalbox.platform.access.ProjectId;
import dev.signalbox.platform.access.TenantId;
import dev.signalbox.platform.problem.ApiException;
import java.net.URI;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Instances for which one signs in at another system. */
@Component
public class ProtectedInstances {

    private final ConnectorBindings bindings;

    ProtectedInstances(ConnectorBindings bindings) {
        this.bindings = bindings;
    }

    /** @param resource what a token for the instance must open */
    public record Protected(ConnectorInstance.Id instance, String connectorId, URI resource) {}

    /** Errors with an {@link ApiException} that says what to change when there is no such instance, or nowhere to sign in. */
    public Mono<Protected> find(TenantId tenant, ProjectId project, ToolBinding binding) {
        return bindings.resolve(tenant, project, binding).map(ProtectedInstances::protectedBy);
    }

    private static Protected protectedBy(ConnectorBindings.Bound bound) {
        var instance = bound.instance();
        try {
            var settings = bound.installed().settings(instance.settings());
            return bound.installed()
                    .protectedResource(settings.value())
                    .map(resource -> new Protected(instance.id(), instance.connectorId(), resource))
                    .orElseThrow(() -> ApiException.conflict("Connector " + instance.connectorId()
                            + " knows no sign-in of other people; give the instance a credential."));
        } catch (ToolException e) {
            throw ApiException.conflict(String.valueOf(e.getMessage()));
        }
    }
}
