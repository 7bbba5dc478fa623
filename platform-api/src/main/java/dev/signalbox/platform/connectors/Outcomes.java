package dev.signalbox.platform.connectors;

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
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;

/** What an answer, an exception or silence means, given which tool had begun: null while nothing can have happened. */
final class Outcomes {

    private static final Logger log = LoggerFactory.getLogger(Outcomes.class);
    private static final int LARGEST_RESULT = 1024 * 1024;

    private Outcomes() {}

    static ToolOutcome of(ToolResult result) {
        var json = new CappedBytes(LARGEST_RESULT);
        try {
            RecordJson.MAPPER.writeValue(json, result.structured());
            return new Success(RecordJson.MAPPER.readTree(json.toByteArray()));
        } catch (JacksonException e) {
            if (json.full()) {
                return failure(ErrorCode.TOO_LARGE, "The tool ran, but its result is larger than 1 MiB.", false);
            }
            log.error("A connector answered with something that has no JSON form", e);
            return failure(ErrorCode.INTERNAL, "The tool ran, but its result has no JSON form.", false);
        }
    }

    static ToolOutcome of(ApiException refused) {
        return failure(
                refused.code(),
                String.valueOf(refused.getMessage()),
                refused.code().retryable());
    }

    static ToolOutcome of(ToolException failed, @Nullable ToolDefinition begun) {
        var message = String.valueOf(failed.getMessage());
        if (failed.reason() == Reason.OUTCOME_UNKNOWN && !harmless(begun)) {
            return new Unknown(message);
        }
        return new Failure(
                code(failed.reason()),
                message,
                repeatable(failed.reason(), harmless(begun)),
                failed.retryAfter().orElse(null));
    }

    static ToolOutcome late(@Nullable ToolDefinition begun) {
        return harmless(begun)
                ? failure(ErrorCode.DEADLINE_EXCEEDED, "The tool did not answer in time.", true)
                : new Unknown("The tool did not answer in time; it may have acted.");
    }

    static ToolOutcome broken(@Nullable ToolDefinition begun) {
        return harmless(begun)
                ? failure(ErrorCode.INTERNAL, "The connector failed and does not say why.", false)
                : new Unknown("The connector failed while the tool ran; it may have acted.");
    }

    private static boolean harmless(@Nullable ToolDefinition begun) {
        return begun == null || begun.idempotent();
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

    private static Failure failure(ErrorCode code, String message, boolean retryable) {
        return new Failure(code, message, retryable, null);
    }
}
