/*
 * Copyright the Signalbox authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.signalbox.connector;

/**
 * Whether a call should stop. Safe for many threads.
 *
 * @since 0.1
 */
@FunctionalInterface
public interface Cancellation {

    /**
     * Asked cheaply, as often as one likes.
     *
     * @return true from the moment the call was cancelled or ran out of time
     */
    boolean requested();

    /**
     * Leaves the call when it should stop.
     *
     * @throws InterruptedException when it should
     */
    default void throwIfRequested() throws InterruptedException {
        if (requested()) {
            throw new InterruptedException("The call was cancelled.");
        }
    }
}
