package dev.signalbox.platform.connectors;

import dev.signalbox.connector.ToolException;
import dev.signalbox.platform.access.TenantId;
import dev.signalbox.platform.plugins.InstalledConnector;
import dev.signalbox.platform.problem.ApiException;
import dev.signalbox.platform.problem.ApiException.FieldError;
import dev.signalbox.platform.problem.ErrorCode;
import java.time.Duration;
import java.util.Map;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Judges settings before they are kept: by the schema first, and then by the connector, which may know more. */
@Component
class InstanceSettings {

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final ConnectorBindings bindings;
    private final OpenConnectors connectors;

    InstanceSettings(ConnectorBindings bindings, OpenConnectors connectors) {
        this.bindings = bindings;
        this.connectors = connectors;
    }

    /** Errors with an {@link ApiException} that names every field at fault. */
    Mono<Void> tryOut(TenantId tenant, ConnectorInstance draft) {
        return Mono.fromCallable(() -> fitting(draft))
                .flatMap(installed -> PluginThread.run("open-" + draft.connectorId(), () -> {
                            connectors.tryOut(installed, tenant, draft);
                            return true;
                        })
                        .timeout(
                                PATIENCE,
                                Mono.error(() -> new ApiException(
                                        ErrorCode.DEADLINE_EXCEEDED,
                                        "The connector did not open in time; nothing was kept."))))
                .onErrorMap(ToolException.class, e -> ApiException.invalid("settings", String.valueOf(e.getMessage())))
                .then();
    }

    private InstalledConnector fitting(ConnectorInstance draft) {
        var installed = bindings.find(draft.connectorId())
                .orElseThrow(() -> ApiException.invalid(
                        "connector_id",
                        "is no connector of this installation; GET /v1/mcp/platform-catalog lists them"));
        var errors = installed.settings(draft.settings()).problems().stream()
                .map(problem -> new FieldError(("settings" + problem.path()).replace('/', '.'), problem.message()))
                .toList();
        if (!errors.isEmpty()) {
            var first = errors.getFirst();
            throw new ApiException(
                    ErrorCode.INVALID_ARGUMENT, first.field() + ": " + first.message(), errors, Map.of());
        }
        return installed;
    }
}
