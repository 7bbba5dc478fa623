package dev.signalbox.platform.engine;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** A step that a retry or a repair runs again, and why. */
public record Again(StepKey stepId, Why because) {

    public enum Why {
        /** It failed, was cancelled, or its turn had not come. */
        UNFINISHED,
        /** The caller named it. */
        ASKED,
        /** The version that runs now describes it otherwise. */
        CHANGED,
        /** A step before it is run again, or has another result. */
        UPSTREAM,
        /** It reads the part of the input that was changed. */
        INPUT;

        @JsonValue
        public String wire() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
