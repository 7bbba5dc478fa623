/*
 * Copyright the Signalbox authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.signalbox.connector;

import java.time.Instant;
import java.util.List;

/**
 * A tool that differs from what a person agreed to.
 *
 * @param tool the name of the tool
 * @param kind how it differs
 * @param fingerprint names exactly this difference
 * @param difference one sentence or change a line, for people
 * @param seenAt when it was first seen
 * @since 0.1
 */
public record ToolReview(String tool, Kind kind, String fingerprint, List<String> difference, Instant seenAt) {

    /** How a tool differs. */
    public enum Kind {
        /** It was not there before, and is not offered. */
        NEW,
        /** It says something else than before, and cannot be called. */
        CHANGED,
        /** It is not there any more, and cannot be called. */
        GONE,
        /** It cannot be offered, whoever agrees; the difference says why. */
        REFUSED
    }

    /** Copies the lines. */
    public ToolReview {
        difference = List.copyOf(difference);
    }
}
