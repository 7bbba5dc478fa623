package dev.signalbox.platform.oauth;

import dev.signalbox.connector.Secret;
import java.time.Duration;
import java.util.Optional;

/** What a token endpoint says. */
public sealed interface TokenAnswer {

    /**
     * @param refresh empty when the one before stays good, or when there is none
     * @param lifetime empty when the server does not say how long the token is good
     */
    record Tokens(Secret access, Optional<Secret> refresh, Optional<Duration> lifetime, Optional<String> scope)
            implements TokenAnswer {}

    /**
     * It will say the same the next time.
     *
     * @param error as in RFC 6749, such as {@code invalid_grant}
     */
    record Refused(String error, String message) implements TokenAnswer {}
}
