/*
 * Copyright the Signalbox authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.signalbox.connector;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * One call: who calls, with what, and until when. Implemented by the platform and by test kits only; methods may be
 * added.
 *
 * @since 0.1
 */
public interface ToolCall {

    /**
     * The tenant that calls.
     *
     * @param id the tenant's id
     */
    record Tenant(UUID id) {}

    /**
     * The project that calls.
     *
     * @param id the project's id
     */
    record Project(UUID id) {}

    /**
     * The person on whose behalf the call is made, directly or through a run.
     *
     * @param id the user's id
     */
    record Caller(UUID id) {}

    /**
     * Names this attempt, for logs. Every attempt has its own.
     *
     * @return a short unique text
     */
    String id();

    /**
     * The tenant that calls.
     *
     * @return the tenant of the instance
     */
    Tenant tenant();

    /**
     * The project that calls.
     *
     * @return the project of the instance
     */
    Project project();

    /**
     * On whose behalf.
     *
     * @return empty when the platform itself calls, such as for a scheduled check
     */
    Optional<Caller> caller();

    /**
     * What to authenticate with. Use it for this call only: never keep it, log it or return it.
     *
     * @return one of the kinds the {@link ConnectorInfo} names
     */
    Credential credential();

    /**
     * Names the effect, not the attempt: every attempt to do the same thing carries the same key. Pass it on to systems
     * that honour one. At most 255 visible ASCII characters.
     *
     * @return the key
     */
    String idempotencyKey();

    /**
     * Whether an earlier attempt with the same key may already have had its effect. A tool that claims to be idempotent
     * without help from the other system looks there first.
     *
     * @return true from the second attempt on
     */
    boolean repeat();

    /**
     * When the thread will be interrupted.
     *
     * @return the end of this attempt
     */
    Instant deadline();

    /**
     * Whether somebody wants the call to stop. The thread is interrupted as well; this is for loops that never block.
     *
     * @return the cancellation of this call
     */
    Cancellation cancellation();

    /**
     * Tells how far the work has come. Cheap, never blocks and may be dropped.
     *
     * @param fraction 0 to 1
     * @param message a few words without secrets
     */
    void progress(double fraction, String message);
}
