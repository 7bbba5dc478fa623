package dev.signalbox.platform.connectors;

import dev.signalbox.platform.access.Access;
import dev.signalbox.platform.access.Scope;
import dev.signalbox.platform.access.TenantId;
import dev.signalbox.platform.problem.ApiException;
import java.time.Duration;
import java.util.List;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The tools a caller can call now, for those who list tools and not instances. */
@Service
class CallableTools {

    private static final Logger log = LoggerFactory.getLogger(CallableTools.class);
    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final int AT_ONCE = 16;

    private final ConnectorInstanceService service;
    private final ProjectInstances instances;
    private final ConnectorBindings bindings;
    private final ToolCatalog catalog;
    private final Access access;

    CallableTools(
            ConnectorInstanceService service,
            ProjectInstances instances,
            ConnectorBindings bindings,
            ToolCatalog catalog,
            Access access) {
        this.service = service;
        this.instances = instances;
        this.bindings = bindings;
        this.catalog = catalog;
        this.access = access;
    }

    /** Of the active project's enabled instances, but for the work queue. An instance that does not open is left out. */
    Mono<List<CallableTool>> ofProject() {
        return Mono.zip(Access.current(), access.activeProject(Scope.MCP_EXECUTE))
                .flatMap(who -> {
                    var tenant = who.getT1().tenant();
                    return instances.of(tenant, who.getT2()).flatMap(found -> {
                        var labels = found.labels();
                        return Flux.fromIterable(found.named())
                                .flatMapSequential(
                                        instance -> inTime(tenant, instance, tool -> labels.of(instance, tool)),
                                        AT_ONCE)
                                .collectList();
                    });
                });
    }

    /** Errors with the one 404 for a disabled instance too: nothing of it can be called. */
    Mono<List<CallableTool>> ofInstance(ConnectorInstance.Id id) {
        return Mono.zip(Access.current(), service.get(id, Scope.MCP_EXECUTE))
                .filter(found -> found.getT2().enabled())
                .switchIfEmpty(Mono.error(() -> ApiException.notFound("Instance", id)))
                .flatMap(found -> {
                    var tenant = found.getT1().tenant();
                    var instance = found.getT2();
                    return instances.of(tenant, instance.projectId()).flatMap(project -> {
                        var labels = project.labels();
                        return tools(tenant, instance, tool -> labels.of(instance, tool))
                                .collectList();
                    });
                });
    }

    /** Of the active project's work queue, under their bare names; none when no such connector is installed. */
    Mono<List<CallableTool>> ofQueue() {
        return Mono.zip(Access.current(), access.activeProject(Scope.QUEUE_READ))
                .flatMap(who -> {
                    var tenant = who.getT1().tenant();
                    return instances
                            .of(tenant, who.getT2())
                            .flatMapMany(found -> Mono.justOrEmpty(found.queue())
                                    .flatMapMany(queue -> inTime(tenant, queue, UnaryOperator.identity())))
                            .collectList();
                });
    }

    private Flux<CallableTool> inTime(TenantId tenant, ConnectorInstance instance, UnaryOperator<String> names) {
        return tools(tenant, instance, names).timeout(Mono.delay(PATIENCE)).onErrorResume(e -> {
            log.warn("Instance {} does not tell its tools and is left out", instance.id(), e);
            return Flux.empty();
        });
    }

    private Flux<CallableTool> tools(TenantId tenant, ConnectorInstance instance, UnaryOperator<String> names) {
        return bindings.bound(instance)
                .flatMap(bound -> catalog.list(tenant, bound))
                .flatMapIterable(tools -> tools)
                .map(tool -> CallableTool.of(instance, names.apply(tool.name()), tool));
    }
}
