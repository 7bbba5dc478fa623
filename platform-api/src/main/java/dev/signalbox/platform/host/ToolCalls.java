package dev.signalbox.platform.host;

import dev.signalbox.platform.connectors.ToolBinding;
import dev.signalbox.platform.connectors.ToolCatalog;
import dev.signalbox.platform.connectors.ToolDescription;
import dev.signalbox.platform.connectors.ToolInvocation;
import dev.signalbox.platform.connectors.ToolOutcome;
import dev.signalbox.platform.connectors.ToolRunner;
import dev.signalbox.platform.engine.Decision;
import dev.signalbox.platform.engine.FailureCode;
import dev.signalbox.platform.engine.Outcome;
import dev.signalbox.platform.journal.LiveRun;
import dev.signalbox.platform.problem.ApiException;
import dev.signalbox.platform.problem.ErrorCode;
import java.time.Duration;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** The calls of {@code mcp_call} steps. */
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

    Mono<Outcome> call(LiveRun run, Decision.CallTool call) {
        return Mono.fromCallable(() -> binding(call))
                .flatMap(binding -> rates.take(run.tenant(), nameOf(call))
                        .<Outcome>map(wait -> wait)
                        .switchIfEmpty(Mono.defer(() -> invoke(run, call, binding))))
                .onErrorResume(
                        ApiException.class,
                        refused -> Mono.just(Outcome.failed(
                                code(refused.code()),
                                String.valueOf(refused.getMessage()),
                                refused.code().retryable())));
    }

    /** Nobody knows whether the first call arrived; only the tool can say whether that matters. */
    Mono<Outcome> repeat(LiveRun run, Decision.CallTool call) {
        return Mono.fromCallable(() -> binding(call))
                .flatMap(binding -> catalog.find(
                                run.tenant(),
                                run.facts().projectId(),
                                binding,
                                call.step().toolName())
                        .filter(ToolDescription::idempotent)
                        .flatMap(_ -> invoke(run, call, binding)))
                .defaultIfEmpty(Outcome.unknown(call.step().id()));
    }

    private static String nameOf(Decision.CallTool call) {
        return call.step().serverUrl() == null
                ? String.valueOf(call.step().instanceId())
                : call.step().serverUrl();
    }

    private static ToolBinding binding(Decision.CallTool call) {
        return ToolBinding.of(call.step().serverUrl(), call.step().instanceId());
    }

    private Mono<Outcome> invoke(LiveRun run, Decision.CallTool call, ToolBinding binding) {
        var visit = run.journal().visit(call.key()).orElseThrow();
        return tools.call(new ToolInvocation(
                        run.tenant(),
                        run.facts().projectId(),
                        run.facts().startedBy(),
                        binding,
                        call.step().toolName(),
                        call.arguments(),
                        run.idempotencyKey(visit),
                        call.repeat() || call.attempt() > 1,
                        call.timeout() == null ? standard : call.timeout()))
                .map(ToolCalls::outcome);
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
