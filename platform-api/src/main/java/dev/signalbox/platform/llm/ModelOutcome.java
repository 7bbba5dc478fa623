package dev.signalbox.platform.llm;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How a question ended. */
public sealed interface ModelOutcome {

    /**
     * @param text empty when the model only calls tools
     * @param cut whether the answer ends in the middle because it has reached {@code max_tokens}
     */
    record Answered(String text, List<ToolRequest> calls, boolean cut, Usage usage) implements ModelOutcome {}

    /**
     * @param message says what to do, and holds no key
     * @param retryable whether the same question may be answered later without a change by anyone
     * @param retryAfter how long the provider asks us to wait
     * @param unpaid the account at the provider is used up: somebody has to pay
     */
    record Failed(
            String message, boolean retryable, @Nullable Duration retryAfter, boolean unpaid) implements ModelOutcome {

        static Failed retryable(String message) {
            return new Failed(message, true, null, false);
        }

        static Failed permanent(String message) {
            return new Failed(message, false, null, false);
        }
    }
}
