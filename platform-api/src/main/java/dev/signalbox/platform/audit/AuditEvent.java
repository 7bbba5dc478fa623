package dev.signalbox.platform.audit;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * @param action the operation's name, {@code pat.revoke}
 * @param target what it was done to, {@code pat/3f…}
 * @param position the place in the tenant's chain, null until the sequencer has chained it
 * @param hash hex of SHA-256 over the previous hash and this entry's canonical text
 */
public record AuditEvent(
        UUID eventId,
        Instant at,
        @Nullable UUID actor,
        @Nullable UUID tokenId,
        String action,
        @Nullable String target,
        Outcome outcome,
        JsonNode details,
        @Nullable Long position,
        @Nullable String hash) {

    /** Its place and hash in the chain, once it is chained. */
    Link link() {
        return position == null || hash == null ? Link.NONE : new Link(position, hash);
    }

    /** How it ended. */
    public enum Outcome {
        DONE,
        DENIED,
        FAILED
    }
}
