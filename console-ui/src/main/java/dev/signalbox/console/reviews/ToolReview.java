package dev.signalbox.console.reviews;

import java.time.Instant;
import java.util.List;

/**
 * A tool that differs from what was agreed to.
 *
 * @param kind new, changed, gone or refused
 * @param fingerprint of the difference that is shown; agreeing names it
 */
record ToolReview(String tool, String kind, String fingerprint, List<String> difference, Instant seenAt) {

    /** Nobody can agree to it: it has to change at the server or in the settings. */
    boolean refused() {
        return kind.equals("refused");
    }
}
