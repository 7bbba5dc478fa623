package dev.signalbox.platform.connectors;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.signalbox.connector.ConnectorInfo.Authentication;
import dev.signalbox.connector.Credential;
import dev.signalbox.connector.Secret;
import dev.signalbox.platform.problem.ApiException;
import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A credential as a person gives it. */
record GivenCredential(Kind kind, @Nullable String username, String secret) {

    static final int LONGEST = 32 * 1024;

    /** What can be given; none is what an instance has without one. */
    enum Kind {
        API_KEY,
        BEARER,
        BASIC;

        static Kind of(Authentication kind) {
            return valueOf(kind.name());
        }

        @JsonValue
        String wire() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** @throws ApiException INVALID_ARGUMENT for what is none */
        @JsonCreator
        static Kind of(String wire) {
            return Arrays.stream(values())
                    .filter(kind -> kind.wire().equals(wire))
                    .findFirst()
                    .orElseThrow(() -> ApiException.invalid("kind", "is one of api_key, bearer, basic"));
        }
    }

    /** @throws ApiException INVALID_ARGUMENT when the user name is missing, or is one too many */
    Credential credential() {
        if (kind == Kind.BASIC) {
            if (username == null || username.isBlank() || username.indexOf(':') >= 0) {
                throw ApiException.invalid("username", "is needed for basic, without a colon");
            }
            return new Credential.Basic(username, Secret.of(secret));
        }
        if (username != null) {
            throw ApiException.invalid("username", "is for basic only");
        }
        return kind == Kind.API_KEY
                ? new Credential.ApiKey(Secret.of(secret))
                : new Credential.Bearer(Secret.of(secret));
    }

    @Override
    public String toString() {
        return "GivenCredential[kind=" + kind + "]";
    }
}
