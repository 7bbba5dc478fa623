package dev.signalbox.platform.access;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.UUID;

/** A project of a tenant. */
public record ProjectId(@JsonValue UUID value) {

    /** @throws IllegalArgumentException when the text is no UUID */
    @JsonCreator
    public static ProjectId of(String text) {
        return new ProjectId(UUID.fromString(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
