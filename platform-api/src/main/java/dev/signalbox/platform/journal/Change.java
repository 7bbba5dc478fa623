package dev.signalbox.platform.journal;

import dev.signalbox.platform.engine.Progress;
import dev.signalbox.platform.engine.RunEvent;
import dev.signalbox.platform.engine.Visit;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * How a run goes on, as it is sent to the database.
 *
 * @param epoch with {@code wake} and {@code lastSeq}: of the run as it was seen
 * @param output in a list, since a JSON null is a result too
 * @param instance its place in the schedule
 */
record Change(
        UUID tenantId,
        UUID runId,
        long epoch,
        long wake,
        long lastSeq,
        String status,
        String phase,
        long nextEpoch,
        long nextWake,
        JsonNode edits,
        @Nullable List<JsonNode> output,
        @Nullable JsonNode error,
        @Nullable Instant begunAt,
        @Nullable Instant pausedAt,
        @Nullable Instant drainUntil,
        @Nullable Instant endedAt,
        String instance,
        List<Visit> visits,
        List<RunEvent> events) {

    static Change of(LiveRun seen, LiveRun after, RunState next, Progress progress) {
        RunState was = seen.state();
        RunId run = seen.facts().runId();
        return new Change(
                seen.tenant().value(),
                run.value(),
                was.epoch(),
                was.wake(),
                was.lastSeq(),
                next.status().wire(),
                after.phase().wire(),
                next.epoch(),
                next.wake(),
                next.edits(),
                next.output() == null ? null : List.of(next.output()),
                next.error(),
                next.begunAt(),
                next.pausedAt(),
                next.drainUntil(),
                next.endedAt(),
                ScheduleRepository.instance(seen.tenant(), run),
                progress.visits(),
                progress.events());
    }
}
