package dev.signalbox.platform.runs;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Where a run comes from, and what came of it.
 *
 * @param retry {@link TakenOver} as it was kept
 */
record Lineage(@Nullable JsonNode retry) {

    static final Lineage NONE = new Lineage(null);
}
