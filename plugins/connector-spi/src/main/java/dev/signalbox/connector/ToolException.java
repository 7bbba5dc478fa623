/*
 * Copyright the Signalbox authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.signalbox.connector;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Why a call did not work. The reason decides what the platform does next; the message is shown to people and models, so
 * it says what to do and holds no secret.
 *
 * @since 0.1
 */
public final class ToolException extends RuntimeException {

    private final Reason reason;
    private final @Nullable Duration retryAfter;

    /** What went wrong, and whether it may go right later without anybody changing anything. */
    public enum Reason {
        /** The arguments or settings make no sense to the other system. */
        INVALID_ARGUMENT(false),
        /** The credential is missing, wrong or expired. */
        UNAUTHENTICATED(false),
        /** The credential is known but may not do this, or the address is one the platform does not let out to. */
        PERMISSION_DENIED(false),
        /** The thing the arguments name does not exist. */
        NOT_FOUND(false),
        /** The thing is there already, or has changed meanwhile. */
        CONFLICT(false),
        /** Too many calls; see {@link ToolException#retryAfter()}. */
        RATE_LIMITED(true),
        /** The other system could not be reached or said it cannot now, and nothing has happened there. */
        UNAVAILABLE(true),
        /** The other system answered, but not as agreed: a server error, or an answer that cannot be read. */
        UPSTREAM_FAILED(true),
        /** The call was sent and no answer came: the effect may or may not be there. */
        OUTCOME_UNKNOWN(false);

        private final boolean retryable;

        Reason(boolean retryable) {
            this.retryable = retryable;
        }

        /**
         * Whether the same call may work later, and is harmless to repeat for a tool that is idempotent.
         *
         * @return false when somebody has to change something first
         */
        public boolean retryable() {
            return retryable;
        }
    }

    /**
     * A failure.
     *
     * @param reason what went wrong
     * @param message one sentence for the caller
     */
    public ToolException(Reason reason, String message) {
        super(message);
        this.reason = reason;
        this.retryAfter = null;
    }

    /**
     * A failure with its cause. The cause is logged, never shown.
     *
     * @param reason what went wrong
     * @param message one sentence for the caller
     * @param cause what the connector caught
     */
    public ToolException(Reason reason, String message, Throwable cause) {
        super(message, cause);
        this.reason = reason;
        this.retryAfter = null;
    }

    /**
     * A failure the other system gave a waiting time for.
     *
     * @param reason what went wrong
     * @param message one sentence for the caller
     * @param retryAfter how long to wait before the next attempt, more than zero
     */
    public ToolException(Reason reason, String message, Duration retryAfter) {
        super(message);
        this.reason = reason;
        this.retryAfter = retryAfter;
    }

    /**
     * What went wrong.
     *
     * @return the reason
     */
    public Reason reason() {
        return reason;
    }

    /**
     * How long the other system asks us to wait.
     *
     * @return empty when it did not say
     */
    public Optional<Duration> retryAfter() {
        return Optional.ofNullable(retryAfter);
    }
}
