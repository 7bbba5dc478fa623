package dev.signalbox.platform.connectors;

import dev.signalbox.platform.access.Access;
import dev.signalbox.platform.access.Caller;
import dev.signalbox.platform.access.Scope;
import dev.signalbox.platform.connectors.ToolOutcome.Failure;
import dev.signalbox.platform.connectors.ToolOutcome.Success;
import dev.signalbox.platform.connectors.ToolOutcome.Unknown;
import dev.signalbox.platform.problem.ErrorCode;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;
import tools.jackson.databind.node.JsonNodeFactory;

/** What one instance can do, and whether it would get through. */
@Service
class InstanceTools {

    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private final ConnectorInstanceService instances;
    private final ConnectorBindings bindings;
    private final ToolCatalog catalog;
    private final ToolRunner runner;

    InstanceTools(
            ConnectorInstanceService instances, ConnectorBindings bindings, ToolCatalog catalog, ToolRunner runner) {
        this.instances = instances;
        this.bindings = bindings;
        this.catalog = catalog;
        this.runner = runner;
    }

    /** @param code and message: why not, and what to correct */
    record InstanceCheck(
            boolean valid,
            @Nullable ErrorCode code,
            @Nullable String message) {}

    Mono<List<ToolDescription>> list(ConnectorInstance.Id id) {
        return Mono.zip(Access.current(), instances.get(id, Scope.MCP_READ))
                .flatMap(found -> bindings.bound(found.getT2())
                        .flatMap(bound -> catalog.list(found.getT1().tenant(), bound)));
    }

    Mono<InstanceCheck> check(ConnectorInstance.Id id) {
        return instances.get(id, Scope.MCP_EXECUTE).flatMap(this::check);
    }

    /** Of an instance the caller has been let see, as it is or as it would be. */
    Mono<InstanceCheck> check(ConnectorInstance instance) {
        return Access.current().flatMap(caller -> bindings.bound(instance)
                .flatMap(bound -> runner.check(bound, invocation(caller, instance)))
                .map(InstanceTools::toCheck));
    }

    private static ToolInvocation invocation(Caller caller, ConnectorInstance instance) {
        return new ToolInvocation(
                caller.tenant(),
                instance.projectId(),
                caller.user(),
                new ToolBinding.ToInstance(instance.id()),
                "check",
                JsonNodeFactory.instance.objectNode(),
                "check:" + UUID.randomUUID(),
                false,
                PATIENCE);
    }

    private static InstanceCheck toCheck(ToolOutcome outcome) {
        return switch (outcome) {
            case Success _ -> new InstanceCheck(true, null, null);
            case Failure failure -> new InstanceCheck(false, failure.code(), failure.message());
            case Unknown unknown -> new InstanceCheck(false, ErrorCode.UPSTREAM_FAILED, unknown.message());
        };
    }
}
