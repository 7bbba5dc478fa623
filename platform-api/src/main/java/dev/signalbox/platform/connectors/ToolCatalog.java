package dev.signalbox.platform.connectors;

import dev.signalbox.connector.ToolException;
import dev.signalbox.platform.access.ProjectId;
import dev.signalbox.platform.access.TenantId;
import dev.signalbox.platform.problem.ApiException;
import dev.signalbox.platform.problem.ErrorCode;
import java.time.Duration;
import java.util.List;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Tells which tools a project can call, for lists and for the validation of workflows. */
@Component
public class ToolCatalog {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final ConnectorBindings bindings;
    private final OpenConnectors connectors;

    ToolCatalog(ConnectorBindings bindings, OpenConnectors connectors) {
        this.bindings = bindings;
        this.connectors = connectors;
    }

    /** All tools behind a binding, in the order people should see them. */
    public Mono<List<ToolDescription>> list(TenantId tenant, ProjectId project, ToolBinding binding) {
        return bindings.resolve(tenant, project, binding).flatMap(bound -> list(tenant, bound));
    }

    /** Empty when there is no such tool; an {@link ApiException} that says what to change when there is no such instance. */
    public Mono<ToolDescription> find(TenantId tenant, ProjectId project, ToolBinding binding, String tool) {
        return bindings.resolve(tenant, project, binding)
                .flatMap(bound -> list(tenant, bound))
                .flatMapIterable(tools -> tools)
                .filter(description -> description.name().equals(tool))
                .next();
    }

    Mono<List<ToolDescription>> list(TenantId tenant, ConnectorBindings.Bound bound) {
        return PluginThread.run(
                        "tools-of-" + bound.instance().connectorId(),
                        () -> connectors.use(
                                bound.installed(), tenant, bound.instance(), connector -> connector.tools().stream()
                                        .map(ToolDescription::of)
                                        .toList()))
                .timeout(
                        PATIENCE,
                        Mono.error(() -> new ApiException(
                                ErrorCode.DEADLINE_EXCEEDED, "The connector did not tell its tools in time.")))
                .onErrorMap(ToolException.class, e -> ApiException.conflict(String.valueOf(e.getMessage())));
    }
}
