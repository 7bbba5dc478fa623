package dev.signalbox.platform.access;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.UUID;

/** A person, whichever tenants they belong to. */
public record UserId(@JsonValue UUID value) {

    /** @throws IllegalArgumentException when the text is no UUID */
    @JsonCreator
    public static UserId of(String text) {
        return new UserId(UUID.fromString(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
