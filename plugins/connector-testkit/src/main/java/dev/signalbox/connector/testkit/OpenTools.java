/*
 * Copyright the Signalbox authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.signalbox.connector.testkit;

import dev.signalbox.connector.testkit.Trial.Outcome;
import dev.signalbox.platform.schemas.RecordJson;

/**
 * The tools of an open connector, called as the platform calls them: arguments come as JSON and are filled in, checked
 * and bound; the result is JSON.
 */
public final class OpenTools implements AutoCloseable {

    private final Trial trial;

    private OpenTools(Trial trial) {
        this.trial = trial;
    }

    /**
     * Opens a connector that a plugin on the class path brings.
     *
     * @param connector its id
     * @param settings JSON, as a person gives them
     */
    public static OpenTools of(String connector, String settings) {
        return of(connector, settings, new TestContext());
    }

    /** The same with a context of your choice. */
    public static OpenTools of(String connector, String settings, TestContext context) {
        return new OpenTools(
                Trial.open(Discovery.factory(connector), RecordJson.MAPPER.readTree(settings), context, _ -> {}));
    }

    /** What the connector uses: its store, its log. */
    public TestContext context() {
        return trial.context();
    }

    /**
     * Calls a tool on a thread of its own, and waits.
     *
     * @return the result as one line of JSON
     * @throws dev.signalbox.connector.ToolException as the tool throws it
     * @throws AssertionError when the tool breaks the contract and throws something else
     */
    public String call(String tool, String arguments, TestCall call) throws InterruptedException {
        return switch (trial.call(tool, arguments, call)) {
            case Outcome.Answered(var result) -> result.toString();
            case Outcome.Refused(var why) -> throw why;
            case Outcome.Broke(var how) -> throw new AssertionError(tool + " broke", how);
            case Outcome.Interrupted() -> throw new AssertionError(tool + " ended as if it had been interrupted");
        };
    }

    @Override
    public void close() {
        trial.close();
    }
}
