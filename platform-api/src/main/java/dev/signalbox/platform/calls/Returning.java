package dev.signalbox.platform.calls;

import dev.signalbox.platform.engine.Failure;
import dev.signalbox.platform.engine.FailureCode;
import dev.signalbox.platform.engine.Outcome;
import dev.signalbox.platform.runs.Run;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.NullNode;

/** What the end of a child is to the step that waits for it. */
final class Returning {

    private static final int MOST_BYTES = 1 << 20;

    /** What another child would not mend, or must not repeat. */
    private static final Set<FailureCode> FINAL = Set.of(
            FailureCode.OUTCOME_UNKNOWN,
            FailureCode.LIMIT_EXCEEDED,
            FailureCode.PERMISSION_LOST,
            FailureCode.WORKFLOW_CALL_FAILED,
            FailureCode.RUN_STOPPED);

    private Returning() {}

    static Outcome of(Run child) {
        return switch (child.status()) {
            case COMPLETED -> completed(child);
            case FAILED -> failed(child);
            case STOPPED ->
                Outcome.failed(FailureCode.RUN_STOPPED, "Run %s was stopped.".formatted(child.runId()), false);
            case PENDING, QUEUED, STARTING, RUNNING, PAUSED, DRAINING ->
                throw new IllegalStateException("Run %s has not ended".formatted(child.runId()));
        };
    }

    private static Outcome completed(Run child) {
        JsonNode output = child.output() == null ? NullNode.getInstance() : child.output();
        return output.toString().getBytes(StandardCharsets.UTF_8).length > MOST_BYTES
                ? Outcome.failed(
                        FailureCode.WORKFLOW_CALL_FAILED,
                        "The output of run %s is larger than 1 MiB.".formatted(child.runId()),
                        false)
                : Outcome.succeeded(output);
    }

    private static Outcome failed(Run child) {
        JsonNode error = child.error() == null ? NullNode.getInstance() : child.error();
        FailureCode code = code(error.path("code").asString(""));
        String step = error.path("step_id").asString("");
        String message = "Run %s failed%s: %s"
                .formatted(
                        child.runId(),
                        step.isEmpty() ? "" : " at step " + step,
                        error.path("message").asString(""));
        return new Outcome.Failed(new Failure(code, message, !FINAL.contains(code)));
    }

    /** A newer node may know codes that this one does not. */
    private static FailureCode code(String wire) {
        return Arrays.stream(FailureCode.values())
                .filter(code -> code.name().equals(wire))
                .findFirst()
                .orElse(FailureCode.DEPENDENCY_UNAVAILABLE);
    }
}
