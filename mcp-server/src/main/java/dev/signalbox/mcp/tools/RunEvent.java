package dev.signalbox.mcp.tools;

import dev.signalbox.mcp.catalog.Meaning;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** One thing that happened in a run. */
record RunEvent(
        @Meaning("Counts from 1 without gaps.") long seq,
        String type,
        @Nullable String stepId,
        ObjectNode data,
        Instant at) {

    record Page(
            List<RunEvent> items,

            @Meaning("after_seq of the next page; absent on the last one.") @Nullable
            Long nextAfterSeq) {}
}
