package dev.signalbox.console.tokens;

import dev.signalbox.console.shell.Standing;
import dev.signalbox.console.shell.Tone;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A personal access token.
 *
 * @param token its text, in the answer that made it and never again
 */
public record Pat(
        String id,
        String displayName,
        @Nullable String token,
        List<String> scopes,
        boolean readOnly,
        Instant createdAt,
        Instant expiresAt,
        @Nullable Instant lastUsedAt,
        @Nullable Instant revokedAt) {

    Standing standing(Instant now) {
        if (revokedAt != null) {
            return new Standing(Tone.STOPPED, "Revoked");
        }
        return expiresAt.isBefore(now) ? new Standing(Tone.STOPPED, "Expired") : new Standing(Tone.GOOD, "Active");
    }

    @Override
    public String toString() {
        return "Pat[" + id + "]";
    }
}
