package dev.signalbox.platform.connectors;

import dev.signalbox.platform.problem.ErrorCode;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** How a call ended. */
public sealed interface ToolOutcome {

    /** @param structured always an object */
    record Success(JsonNode structured) implements ToolOutcome {}

    /**
     * @param message one sentence for people and models, without secrets
     * @param retryable the same call may work later, and repeating it does no harm
     * @param retryAfter how long the other system asks us to wait
     */
    record Failure(
            ErrorCode code,
            String message,
            boolean retryable,
            @Nullable Duration retryAfter) implements ToolOutcome {}

    /** The call may or may not have had its effect, and the tool does not promise that a repeat is harmless. */
    record Unknown(String message) implements ToolOutcome {}
}
