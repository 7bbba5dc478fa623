package dev.signalbox.console.connectors;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A credential without what is secret of it. */
public record Credential(
        String id,
        @Nullable String profile,
        Kind kind,
        @Nullable String username,
        Instant updatedAt) {

    /** What there is to give. */
    public enum Kind {
        API_KEY("API key", "Key"),
        BEARER("Token", "Token"),
        BASIC("Name and password", "Password");

        private final String words;
        private final String secret;

        Kind(String words, String secret) {
            this.words = words;
            this.secret = secret;
        }

        @JsonCreator
        static Kind of(String wire) {
            return valueOf(wire.toUpperCase(Locale.ROOT));
        }

        @JsonValue
        String wire() {
            return name().toLowerCase(Locale.ROOT);
        }

        String words() {
            return words;
        }

        /** What its secret part is called. */
        String secret() {
            return secret;
        }
    }

    String what() {
        return username == null ? kind.words() : kind.words() + " of " + username;
    }
}
