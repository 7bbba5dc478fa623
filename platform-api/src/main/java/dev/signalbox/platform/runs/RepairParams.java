package dev.signalbox.platform.runs;

import dev.signalbox.platform.engine.Repair;
import dev.signalbox.platform.engine.StepKey;
import dev.signalbox.platform.journal.RunId;
import dev.signalbox.platform.problem.ApiException;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a repair asks for.
 *
 * @param results of steps that would run again, and whose outcome the caller knows
 * @param rerunUnknown whether calls are made again that are under way, and may have acted already
 */
public record RepairParams(
        RunId run, Repair.Change change, String reason, Map<String, ObjectNode> results, boolean rerunUnknown) {

    private static final int LONGEST_KEY = 400;
    private static final int LONGEST_REASON = 2000;

    static RepairParams of(@Nullable ObjectNode sent) {
        var params = Params.of(sent, "run_id", "step_id", "result", "input", "reason", "results", "rerun_unknown");
        return new RepairParams(
                params.requiredRun("run_id"),
                change(params),
                reason(params),
                params.objects("results"),
                params.truth("rerun_unknown"));
    }

    private static String reason(Params params) {
        String reason = params.text("reason", LONGEST_REASON);
        if (reason == null) {
            throw ApiException.invalid("params.reason", "is required: it tells the run's readers why");
        }
        return reason;
    }

    private static Repair.Change change(Params params) {
        String step = params.text("step_id", LONGEST_KEY);
        JsonNode result = params.value("result");
        ObjectNode input = params.object("input");
        if ((input == null) == (step == null) || (step == null) != (result == null)) {
            throw ApiException.invalid("params", "must have either step_id with result, or input");
        }
        return input == null
                ? new Repair.Change.Result(StepKey.of(Objects.requireNonNull(step)), Objects.requireNonNull(result))
                : new Repair.Change.Input(input);
    }

    /** The steps whose results the caller states. */
    Set<String> stated() {
        var steps = new HashSet<>(results.keySet());
        if (change instanceof Repair.Change.Result result) {
            steps.add(result.step().value());
        }
        return steps;
    }

    Repair.Wish wish() {
        return new Repair.Wish(change, reason, results);
    }
}
