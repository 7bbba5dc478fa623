package dev.signalbox.platform.journal;

import dev.signalbox.platform.engine.Decision;
import dev.signalbox.platform.engine.RunStatus;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * How a run stands, as the one who writes it sees it. A write names the state it was decided on, and is refused when the run has
 * moved.
 *
 * @param epoch rises when a node takes the run up, or when it is ended over the head of its driver
 * @param wake rises when something from outside changes the run
 * @param lastSeq of its events; a write that was committed but not acknowledged is recognised by it when it is sent again
 * @param edits what people changed in the context, merged
 * @param begunAt when a node drove it for the first time
 */
public record RunState(
        RunStatus status,
        long epoch,
        long wake,
        long lastSeq,
        JsonNode edits,
        @Nullable JsonNode output,
        @Nullable JsonNode error,
        @Nullable Instant begunAt,
        @Nullable Instant pausedAt,
        @Nullable Instant drainUntil,
        @Nullable Instant endedAt) {

    /** Accepted, and not yet driven. */
    public static RunState queued() {
        var noEdits = JsonNodeFactory.instance.objectNode();
        return new RunState(RunStatus.QUEUED, 0, 0, 0, noEdits, null, null, null, null, null, null);
    }

    public RunState begun(Instant now) {
        return new RunState(RunStatus.RUNNING, epoch, wake, lastSeq, edits, output, error, now, null, null, null);
    }

    public RunState paused(Instant now) {
        return new RunState(
                RunStatus.PAUSED, epoch, wake + 1, lastSeq, edits, output, error, begunAt, now, drainUntil, null);
    }

    /** A run that was paused before it began is queued again. */
    public RunState resumed() {
        RunStatus to = begunAt == null ? RunStatus.QUEUED : RunStatus.RUNNING;
        return new RunState(to, epoch, wake + 1, lastSeq, edits, output, error, begunAt, null, drainUntil, null);
    }

    public RunState draining(Instant until) {
        return new RunState(
                RunStatus.DRAINING, epoch, wake + 1, lastSeq, edits, output, error, begunAt, null, until, null);
    }

    /** Something from outside arrived for the run. */
    public RunState woken() {
        return new RunState(
                status, epoch, wake + 1, lastSeq, edits, output, error, begunAt, pausedAt, drainUntil, endedAt);
    }

    public RunState edited(ObjectNode merged) {
        return new RunState(
                status, epoch, wake, lastSeq, merged, output, error, begunAt, pausedAt, drainUntil, endedAt);
    }

    RunState appended(int events) {
        return new RunState(
                status, epoch, wake, lastSeq + events, edits, output, error, begunAt, pausedAt, drainUntil, endedAt);
    }

    /** Whoever drives it now has lost it: their next write finds another epoch. */
    public RunState takenAway() {
        return new RunState(
                status, epoch + 1, wake + 1, lastSeq, edits, output, error, begunAt, pausedAt, drainUntil, endedAt);
    }

    public RunState completed(JsonNode result, Instant now) {
        return new RunState(RunStatus.COMPLETED, epoch, wake, lastSeq, edits, result, null, begunAt, null, null, now);
    }

    public RunState failed(Decision.Fail fail, Instant now) {
        var why = JsonNodeFactory.instance
                .objectNode()
                .put("code", fail.failure().code().name())
                .put("message", fail.failure().message());
        if (fail.step() != null) {
            why.put("step_id", fail.step().value());
        }
        return new RunState(RunStatus.FAILED, epoch, wake, lastSeq, edits, output, why, begunAt, null, null, now);
    }

    public RunState stopped(Instant now) {
        return new RunState(RunStatus.STOPPED, epoch, wake, lastSeq, edits, output, error, begunAt, null, null, now);
    }
}
