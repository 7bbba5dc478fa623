/*
 * Copyright the Signalbox authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.signalbox.connector;

import java.util.List;

/**
 * One open instance: configured, not yet authenticated.
 *
 * <p><b>Threads.</b> All methods may be called by many virtual threads at once. Blocking is fine. Holding state between
 * calls in fields is not, beyond caches and connection pools: the platform opens and closes instances as it likes, on
 * several machines; what must last belongs in {@link ConnectorStore}.
 *
 * @since 0.1
 */
public interface Connector extends AutoCloseable {

    /**
     * The tools of this instance. Asked often: answer from memory. They may differ from one instance to the next and may
     * change over time.
     *
     * @return tools with different names, in the order people should see them
     */
    List<Tool<?>> tools();

    /**
     * Tries the settings and the credential against the real system, without changing anything there. Returning
     * normally means: a tool call would get through.
     *
     * @param call the credential and limits to try with
     * @throws ToolException whose message tells the person who configures what to correct
     * @throws InterruptedException when the check was cancelled or ran out of time
     */
    void check(ToolCall call) throws InterruptedException;

    /** Lets go of everything. Called once, after the last call has ended; must not throw. */
    @Override
    default void close() {}
}
