package dev.signalbox.platform.journal;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.UUID;

/** A run, named by the platform, or by the client that wants to start it at most once. */
public record RunId(@JsonValue UUID value) {

    /** @throws IllegalArgumentException when the text is no UUID */
    @JsonCreator
    public static RunId of(String text) {
        return new RunId(UUID.fromString(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
