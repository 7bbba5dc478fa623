package dev.signalbox.connector.channels;

import dev.signalbox.connector.ToolException;
import dev.signalbox.connector.ToolException.Reason;

/** What all three channels refuse before anything is sent. */
final class Refusals {

    private Refusals() {}

    static ToolException invalid(String message) {
        return new ToolException(Reason.INVALID_ARGUMENT, message);
    }

    /** @param name how the caller knows the text */
    static void requireText(String name, String text, int most) {
        if (text.isBlank()) {
            throw invalid(name + " says something.");
        }
        if (text.length() > most) {
            throw invalid("%s has %d characters; %d are the most.".formatted(name, text.length(), most));
        }
    }

    /** A line break in a header would begin another header. */
    static void requireOneLine(String name, String text) {
        if (text.chars().anyMatch(Character::isISOControl)) {
            throw invalid(name + " is one line, without control characters.");
        }
    }
}
