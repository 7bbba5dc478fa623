package dev.signalbox.platform.confirmations;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonValue;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Whether a risky call may be made now. {@code cleared} and {@code declined} are told once: they use up what the person said.
 *
 * @param ticket while it is pending, to be given back with what the person says; good for this call of this caller only
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record Clearance(
        Confirmation.@Nullable Id id,
        Standing status,
        @Nullable String ticket,
        @Nullable Instant expiresAt) {

    /** How it stands. */
    enum Standing {
        PENDING,
        CLEARED,
        DECLINED;

        @JsonValue
        String wire() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    static Clearance used(Confirmation.Status said) {
        return new Clearance(
                null, said == Confirmation.Status.CONFIRMED ? Standing.CLEARED : Standing.DECLINED, null, null);
    }

    static Clearance pending(Confirmation open, String ticket) {
        return new Clearance(open.id(), Standing.PENDING, ticket, open.expiresAt());
    }
}
