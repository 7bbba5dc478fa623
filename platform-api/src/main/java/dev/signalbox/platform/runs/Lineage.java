package dev.signalbox.platform.runs;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Where a run comes from, and what came of it.
 *
 * @param retry {@link TakenOver} as it was kept
 * @param repair the last one, as its event tells it, without the values
 */
record Lineage(@Nullable JsonNode retry, @Nullable JsonNode repair) {}
