package dev.signalbox.platform.workflows;

import dev.signalbox.platform.access.ProjectId;
import dev.signalbox.platform.access.TenantId;
import dev.signalbox.platform.connectors.ToolBinding;
import dev.signalbox.platform.connectors.ToolCatalog;
import dev.signalbox.platform.connectors.ToolDescription;
import dev.signalbox.platform.engine.IssueCode;
import dev.signalbox.platform.problem.ApiException;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Asks the connectors of a project for a tool. */
@Component
class ToolLookup {

    private final ToolCatalog catalog;

    ToolLookup(ToolCatalog catalog) {
        this.catalog = catalog;
    }

    sealed interface Answer {}

    record Found(ToolDescription tool) implements Answer {}

    /** @param field the field of the step that leads nowhere */
    record Missing(IssueCode code, String field, String why) implements Answer {}

    /** Errors only when a connector cannot answer now: then nothing can be said of the graph either. */
    Mono<Answer> find(TenantId tenant, ProjectId project, Tool tool) {
        return Mono.defer(() ->
                        catalog.find(tenant, project, ToolBinding.of(tool.serverUrl(), tool.instanceId()), tool.name()))
                .<Answer>map(Found::new)
                .switchIfEmpty(Mono.fromSupplier(() -> new Missing(
                        IssueCode.TOOL_UNKNOWN, "tool_name", "The connector has no tool %s.".formatted(tool.name()))))
                .onErrorResume(
                        ApiException.class, e -> e.code().retryable() ? Mono.error(e) : Mono.just(missing(tool, e)));
    }

    private static Answer missing(Tool tool, ApiException e) {
        return tool.instanceId() == null
                ? new Missing(IssueCode.SERVER_UNKNOWN, "server_url", String.valueOf(e.getMessage()))
                : new Missing(IssueCode.INSTANCE_UNKNOWN, "instance_id", String.valueOf(e.getMessage()));
    }
}
