package dev.signalbox.platform.connectors;

import com.fasterxml.jackson.annotation.JsonValue;
import dev.signalbox.platform.access.Access;
import dev.signalbox.platform.access.Caller;
import dev.signalbox.platform.access.ProjectId;
import dev.signalbox.platform.access.Scope;
import dev.signalbox.platform.problem.ApiException;
import dev.signalbox.platform.problem.ErrorCode;
import java.time.Duration;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Calls of tools that are no step of a run: somebody asks and waits for the answer. */
@Service
class InstanceCalls {

    /** Somewhat less than whoever asked waits for an answer of ours. */
    private static final Duration PATIENCE = Duration.ofSeconds(25);

    private final ConnectorInstanceService service;
    private final ProjectInstances instances;
    private final ToolCatalog catalog;
    private final ToolRunner runner;
    private final Access access;

    InstanceCalls(
            ConnectorInstanceService service,
            ProjectInstances instances,
            ToolCatalog catalog,
            ToolRunner runner,
            Access access) {
        this.service = service;
        this.instances = instances;
        this.catalog = catalog;
        this.runner = runner;
        this.access = access;
    }

    /** How it ended; what the connector says is no refusal of ours. */
    enum End {
        SUCCESS,
        FAILURE,
        UNKNOWN;

        @JsonValue
        String wire() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * @param result of a success
     * @param code and message: why it is none
     */
    record ToolAnswer(
            End outcome,
            @Nullable JsonNode result,
            @Nullable ErrorCode code,
            @Nullable String message,
            boolean retryable,
            @Nullable Long retryAfterSeconds) {

        static ToolAnswer of(ToolOutcome outcome) {
            return switch (outcome) {
                case ToolOutcome.Success(var structured) ->
                    new ToolAnswer(End.SUCCESS, structured, null, null, false, null);
                case ToolOutcome.Failure(var code, var message, var retryable, var after) ->
                    new ToolAnswer(
                            End.FAILURE, null, code, message, retryable, after == null ? null : after.toSeconds());
                case ToolOutcome.Unknown(var message) ->
                    new ToolAnswer(End.UNKNOWN, null, ErrorCode.UPSTREAM_FAILED, message, false, null);
            };
        }
    }

    /** Errors with the one 404 for a disabled instance too: nothing of it can be called. */
    Mono<ToolAnswer> call(ConnectorInstance.Id id, String tool, ObjectNode arguments) {
        return Mono.zip(Access.current(), service.get(id, Scope.MCP_EXECUTE))
                .filter(found -> found.getT2().enabled())
                .switchIfEmpty(Mono.error(() -> ApiException.notFound("Instance", id)))
                .flatMap(found ->
                        run(found.getT1(), found.getT2().projectId(), new ToolBinding.ToInstance(id), tool, arguments));
    }

    /** A tool of the active project's work queue; one that changes something wants the scope for that. */
    Mono<ToolAnswer> callQueue(String tool, ObjectNode arguments) {
        return Mono.zip(Access.current(), access.activeProject(Scope.QUEUE_READ))
                .flatMap(who -> {
                    var caller = who.getT1();
                    var project = who.getT2();
                    return instances
                            .of(caller.tenant(), project)
                            .flatMap(found -> Mono.justOrEmpty(found.queue()))
                            .map(InstanceCalls::binding)
                            .flatMap(queue -> catalog.find(caller.tenant(), project, queue, tool)
                                    .switchIfEmpty(Mono.error(() -> ApiException.notFound("Tool", tool)))
                                    .delayUntil(known ->
                                            known.readOnly() ? Mono.empty() : access.activeProject(Scope.QUEUE_WRITE))
                                    .then(Mono.defer(() -> run(caller, project, queue, tool, arguments))))
                            .switchIfEmpty(Mono.error(() -> ApiException.notFound("Tool", tool)));
                });
    }

    private static ToolBinding binding(ConnectorInstance queue) {
        return queue.isConfigured()
                ? new ToolBinding.ToInstance(queue.id())
                : new ToolBinding.ToServer(queue.connectorId());
    }

    private Mono<ToolAnswer> run(
            Caller caller, ProjectId project, ToolBinding binding, String tool, ObjectNode arguments) {
        var invocation = new ToolInvocation(
                caller.tenant(),
                project,
                caller.user(),
                binding,
                tool,
                arguments,
                "call:" + UUID.randomUUID(),
                false,
                PATIENCE);
        return runner.call(invocation).map(ToolAnswer::of);
    }
}
