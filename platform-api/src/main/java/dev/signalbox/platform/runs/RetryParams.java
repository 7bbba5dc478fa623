package dev.signalbox.platform.runs;

import dev.signalbox.platform.engine.Retry;
import dev.signalbox.platform.journal.RunId;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a retry asks for.
 *
 * @param version null for the one the run had
 * @param fromStep null for what did not finish
 * @param results of steps whose outcome the caller knows
 * @param rerunUnknown whether steps are run again of which nobody knows whether they acted
 * @param newRunId chosen by the client, so that a repeated retry starts nothing
 * @param asked all of it, as it is kept with the new run
 */
record RetryParams(
        RunId run,
        @Nullable Integer version,
        @Nullable String fromStep,
        Map<String, ObjectNode> results,
        boolean rerunUnknown,
        @Nullable RunId newRunId,
        ObjectNode asked) {

    private static final int MAX_STEP_ID = 64;

    static RetryParams of(@Nullable ObjectNode sent) {
        var params = Params.of(sent, "run_id", "version", "from_step", "results", "rerun_unknown", "new_run_id");
        ObjectNode asked = JsonNodeFactory.instance.objectNode();
        asked.set("retry", params.sent());
        return new RetryParams(
                params.requiredRun("run_id"),
                params.version("version"),
                params.text("from_step", MAX_STEP_ID),
                params.objects("results"),
                params.truth("rerun_unknown"),
                params.run("new_run_id"),
                asked);
    }

    Retry.Wish wish() {
        return new Retry.Wish(fromStep, results);
    }
}
