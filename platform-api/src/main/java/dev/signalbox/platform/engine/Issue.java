package dev.signalbox.platform.engine;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One finding of a validation.
 *
 * @param path of the field in the document, as {@code steps[2].tool_args.url}
 * @param hint what to do about it
 */
public record Issue(
        Severity severity, IssueCode code, @Nullable String stepId, String path, String message, String hint) {

    public enum Severity {
        ERROR,
        WARNING;

        @JsonValue
        public String wire() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
