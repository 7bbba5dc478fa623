package dev.signalbox.platform.engine;

import java.time.Instant;
import tools.jackson.databind.JsonNode;

/** How an effect ended. */
public sealed interface Outcome {

    record Succeeded(JsonNode result) implements Outcome {}

    record Failed(Failure failure) implements Outcome {}

    /** Nothing was done, because too much was done just before; no attempt is counted. */
    record Later(Instant at, String why) implements Outcome {

        Failure reason() {
            return new Failure(FailureCode.RATE_LIMITED, why, true);
        }
    }

    static Outcome succeeded(JsonNode result) {
        return new Succeeded(result);
    }

    static Outcome failed(FailureCode code, String message, boolean retryable) {
        return new Failed(new Failure(code, message, retryable));
    }

    /**
     * The node died while the effect was on its way and the tool is neither idempotent nor read-only: it is not called again,
     * because nobody knows whether the call arrived.
     */
    static Outcome unknown(String stepId) {
        return failed(
                FailureCode.OUTCOME_UNKNOWN,
                "The call of step %s was interrupted and may have taken effect; it is not repeated by itself."
                        .formatted(stepId),
                false);
    }
}
