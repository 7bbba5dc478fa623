package dev.signalbox.mcp.tools;

import dev.signalbox.mcp.catalog.Meaning;
import java.util.List;

/** What happened while somebody watched. */
record Watched(
        List<RunEvent> items,
        @Meaning("Give it as after_seq to go on.") long nextSeq,

        @Meaning("Why it ended: run_ended, seconds, frames or bytes.")
        String endedBy) {}
