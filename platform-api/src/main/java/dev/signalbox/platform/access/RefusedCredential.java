package dev.signalbox.platform.access;

import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A credential made nobody a caller. The one who showed it is told nothing of this, and the credential itself is not here.
 *
 * @param address where the request came from; null when one of our own processes asked about a credential it was shown
 * @param token the token behind it, when we know it
 */
public record RefusedCredential(
        @Nullable String address, Reason reason, @Nullable KnownToken token) {

    /** Why it was refused, for the audit only. */
    public enum Reason {
        /** Not of a form that could be right. */
        MALFORMED,
        UNKNOWN,
        EXPIRED,
        REVOKED,
        /** Whoever holds it, or the token it was made with, lost the right to it. */
        WITHDRAWN,
        /** The wrong secret, said to be that of our own processes. */
        SERVICE;

        public String wire() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** A token that was good once. */
    public record KnownToken(TenantId tenant, UUID id) {}
}
