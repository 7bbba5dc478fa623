package dev.signalbox.platform.runs;

import dev.signalbox.platform.engine.RunEvent;
import dev.signalbox.platform.engine.StepKey;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** @param seq counts from 1 within the run, without a gap */
public record RecordedEvent(
        long seq, RunEvent.Type type, @Nullable StepKey stepId, JsonNode data, Instant at) {}
