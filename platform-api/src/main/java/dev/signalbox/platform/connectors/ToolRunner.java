package dev.signalbox.platform.connectors;

import dev.signalbox.connector.Tool;
import dev.signalbox.connector.ToolDefinition;
import dev.signalbox.connector.ToolException;
import dev.signalbox.connector.ToolException.Reason;
import dev.signalbox.connector.ToolResult;
import dev.signalbox.platform.connectors.ToolOutcome.Failure;
import dev.signalbox.platform.connectors.ToolOutcome.Success;
import dev.signalbox.platform.connectors.ToolOutcome.Unknown;
import dev.signalbox.platform.problem.ApiException;
import dev.signalbox.platform.problem.ErrorCode;
import dev.signalbox.platform.schemas.RecordJson;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * Calls the tools of connectors: the only place that does, so that credentials never leave it.
 *
 * <p>Guarantee: an outcome is a failure that may be repeated only when nothing happened or when the tool promises that a repeat
 * is harmless; everything else that is not known to have ended is {@link Unknown}.
 */
@Component
public class ToolRunner {

    private static final Logger log = LoggerFactory.getLogger(ToolRunner.class);
    private static final int LARGEST_RESULT = 1024 * 1024;

    private final ConnectorBindings bindings;
    private final OpenConnectors connectors;

    ToolRunner(ConnectorBindings bindings, OpenConnectors connectors) {
        this.bindings = bindings;
        this.connectors = connectors;
    }

    /**
     * Never waits longer than the invocation's timeout. Errors only when the database failed before anything was called.
     * Cancelling interrupts the tool; what it did until then stays done.
     */
    public Mono<ToolOutcome> call(ToolInvocation invocation) {
        return bindings.resolve(invocation.tenant(), invocation.project(), invocation.binding())
                .flatMap(bound -> run(bound, invocation))
                .onErrorResume(ApiException.class, refused -> Mono.just(refused(refused)));
    }

    private Mono<ToolOutcome> run(ConnectorBindings.Bound bound, ToolInvocation invocation) {
        return Mono.defer(() -> {
            var call = new RunningCall(invocation);
            var begun = new AtomicReference<@Nullable ToolDefinition>();
            return PluginThread.run("tool-" + invocation.tool(), () -> outcome(bound, invocation, call, begun))
                    .doOnCancel(call::cancel)
                    .timeout(invocation.timeout(), Mono.fromSupplier(() -> late(begun.get())));
        });
    }

    private ToolOutcome outcome(
            ConnectorBindings.Bound bound,
            ToolInvocation invocation,
            RunningCall call,
            AtomicReference<@Nullable ToolDefinition> begun)
            throws InterruptedException {
        try {
            return connectors.use(bound.installed(), invocation.tenant(), bound.instance(), connector -> {
                var tool = connector.tool(invocation.tool());
                return tool.isEmpty() ? noSuchTool(bound, invocation) : handle(tool.get(), invocation, call, begun);
            });
        } catch (ToolException e) {
            return failed(e, begun.get());
        } catch (RuntimeException | LinkageError e) {
            log.error(
                    "Tool {} of connector {} failed in call {}",
                    invocation.tool(),
                    bound.instance().connectorId(),
                    call.id(),
                    e);
            return new Failure(ErrorCode.INTERNAL, "The connector failed and does not say why.", false, null);
        }
    }

    private static <I> ToolOutcome handle(
            Tool<I> tool, ToolInvocation invocation, RunningCall call, AtomicReference<@Nullable ToolDefinition> begun)
            throws InterruptedException {
        var arguments = ToolArguments.bind(tool, invocation.arguments());
        begun.set(tool.definition());
        return success(tool.handler().handle(arguments, call));
    }

    private static ToolOutcome success(ToolResult result) {
        JsonNode json;
        try {
            json = RecordJson.MAPPER.valueToTree(result.structured());
        } catch (JacksonException e) {
            log.error("A connector answered with something that has no JSON form", e);
            return new Failure(ErrorCode.INTERNAL, "The tool ran, but its result has no JSON form.", false, null);
        }
        return RecordJson.MAPPER.writeValueAsBytes(json).length > LARGEST_RESULT
                ? new Failure(ErrorCode.TOO_LARGE, "The tool ran, but its result is larger than 1 MiB.", false, null)
                : new Success(json);
    }

    private static ToolOutcome noSuchTool(ConnectorBindings.Bound bound, ToolInvocation invocation) {
        return new Failure(
                ErrorCode.NOT_FOUND,
                "Instance %s has no tool %s.".formatted(bound.instance().name(), invocation.tool()),
                false,
                null);
    }

    private static ToolOutcome refused(ApiException refused) {
        return new Failure(
                refused.code(),
                String.valueOf(refused.getMessage()),
                refused.code().retryable(),
                null);
    }

    private static ToolOutcome late(@Nullable ToolDefinition begun) {
        var message = "The tool did not answer in time.";
        return begun == null || begun.idempotent()
                ? new Failure(ErrorCode.DEADLINE_EXCEEDED, message, true, null)
                : new Unknown(message + " It may have acted.");
    }

    private static ToolOutcome failed(ToolException e, @Nullable ToolDefinition begun) {
        var harmless = begun == null || begun.idempotent();
        var message = String.valueOf(e.getMessage());
        if (e.reason() == Reason.OUTCOME_UNKNOWN && !harmless) {
            return new Unknown(message);
        }
        return new Failure(
                code(e.reason()),
                message,
                repeatable(e.reason(), harmless),
                e.retryAfter().orElse(null));
    }

    private static boolean repeatable(Reason reason, boolean harmless) {
        return switch (reason) {
            case RATE_LIMITED, UNAVAILABLE -> true;
            case UPSTREAM_FAILED, OUTCOME_UNKNOWN -> harmless;
            case INVALID_ARGUMENT, UNAUTHENTICATED, PERMISSION_DENIED, NOT_FOUND, CONFLICT -> false;
        };
    }

    private static ErrorCode code(Reason reason) {
        return switch (reason) {
            case INVALID_ARGUMENT -> ErrorCode.INVALID_ARGUMENT;
            case UNAUTHENTICATED -> ErrorCode.UNAUTHENTICATED;
            case PERMISSION_DENIED -> ErrorCode.PERMISSION_DENIED;
            case NOT_FOUND -> ErrorCode.NOT_FOUND;
            case CONFLICT -> ErrorCode.CONFLICT;
            case RATE_LIMITED -> ErrorCode.RATE_LIMITED;
            case UNAVAILABLE -> ErrorCode.UNAVAILABLE;
            case UPSTREAM_FAILED, OUTCOME_UNKNOWN -> ErrorCode.UPSTREAM_FAILED;
        };
    }
}
