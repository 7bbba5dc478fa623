package dev.signalbox.platform.host;

import dev.signalbox.platform.connectors.ToolBinding;
import dev.signalbox.platform.connectors.ToolCatalog;
import dev.signalbox.platform.connectors.ToolDescription;
import dev.signalbox.platform.connectors.ToolInvocation;
import dev.signalbox.platform.connectors.ToolOutcome;
import dev.signalbox.platform.connectors.ToolRunner;
import dev.signalbox.platform.engine.FailureCode;
import dev.signalbox.platform.engine.Outcome;
import dev.signalbox.platform.journal.LiveRun;
import dev.signalbox.platform.problem.ApiException;
import dev.signalbox.platform.problem.ErrorCode;
import java.time.Duration;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import tools.jackson.databind.node.JsonNodeFactory;

/** The calls of {@code mcp_call} steps, and those that the models of agents ask for. */
@Component
class ToolCalls {

    private final ToolRunner tools;
    private final ToolCatalog catalog;
    private final CallRates rates;
    private final Duration standard;

    ToolCalls(ToolRunner tools, ToolCatalog catalog, CallRates rates, HostSettings settings) {
        this.tools = tools;
        this.catalog = catalog;
        this.rates = rates;
        this.standard = settings.toolTimeout();
    }

    Mono<Outcome> call(LiveRun run, ToolUse use) {
        return Mono.fromCallable(use::binding)
                .flatMap(binding -> rates.take(run.tenant(), use.connector())
                        .<Outcome>map(later -> later)
                        .switchIfEmpty(Mono.defer(() -> invoke(run, use, binding))))
                .onErrorResume(ApiException.class, refused -> Mono.just(refused(refused)));
    }

    /** Nobody knows whether the first call arrived; only the tool can say whether that matters. */
    Mono<Outcome> repeat(LiveRun run, ToolUse use) {
        return Mono.fromCallable(use::binding)
                .flatMap(binding -> catalog.find(run.tenant(), run.facts().projectId(), binding, use.tool())
                        .filter(ToolDescription::idempotent)
                        .flatMap(_ -> invoke(run, use, binding)))
                .defaultIfEmpty(Outcome.unknown(use.effect().step().id()));
    }

    /** For a model, which reads text and not too much of it. */
    static Outcome seenByModel(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Succeeded succeeded ->
                Outcome.succeeded(
                        JsonNodeFactory.instance.objectNode().put("text", AgentWording.seen(succeeded.result())));
            case Outcome.Failed failed -> failed;
            case Outcome.Later later -> later;
        };
    }

    private Mono<Outcome> invoke(LiveRun run, ToolUse use, ToolBinding binding) {
        var visit = run.journal().visit(use.effect().key()).orElseThrow();
        return tools.call(new ToolInvocation(
                        run.tenant(),
                        run.facts().projectId(),
                        run.facts().startedBy(),
                        binding,
                        use.tool(),
                        use.arguments(),
                        run.idempotencyKey(visit),
                        use.repeated(),
                        use.timeout() == null ? standard : use.timeout(),
                        use.secretsAt()))
                .map(ToolCalls::outcome);
    }

    static Outcome refused(ApiException refused) {
        return Outcome.failed(
                code(refused.code()),
                String.valueOf(refused.getMessage()),
                refused.code().retryable());
    }

    private static Outcome outcome(ToolOutcome ended) {
        return switch (ended) {
            case ToolOutcome.Success success -> Outcome.succeeded(success.structured());
            case ToolOutcome.Failure failure ->
                Outcome.failed(code(failure.code()), failure.message(), failure.retryable());
            case ToolOutcome.Unknown unknown ->
                Outcome.failed(
                        FailureCode.OUTCOME_UNKNOWN, unknown.message() + " It is not repeated by itself.", false);
        };
    }

    private static FailureCode code(ErrorCode code) {
        return switch (code) {
            case UPSTREAM_FAILED, DEADLINE_EXCEEDED, RATE_LIMITED -> FailureCode.UPSTREAM_ERROR;
            case UNAVAILABLE, INTERNAL -> FailureCode.DEPENDENCY_UNAVAILABLE;
            case INVALID_ARGUMENT,
                    UNAUTHENTICATED,
                    CREDITS_EXHAUSTED,
                    PERMISSION_DENIED,
                    NOT_FOUND,
                    METHOD_NOT_ALLOWED,
                    NOT_ACCEPTABLE,
                    ALREADY_EXISTS,
                    CONFLICT,
                    REQUEST_IN_PROGRESS,
                    GONE,
                    STALE_VERSION,
                    TOO_LARGE,
                    UNSUPPORTED_MEDIA_TYPE,
                    IDEMPOTENCY_KEY_REUSED,
                    INVALID_GRAPH,
                    VERSION_REQUIRED -> FailureCode.MCP_TOOL_FAILED;
        };
    }
}
