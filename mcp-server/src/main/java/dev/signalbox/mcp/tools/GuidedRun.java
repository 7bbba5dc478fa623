package dev.signalbox.mcp.tools;

import dev.signalbox.mcp.catalog.Meaning;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Where a guided run is. */
record GuidedRun(
        UUID runId,
        UUID workflowId,
        String status,

        @Meaning("Of the answer just sent; false when it does not fit, and then nothing has changed.") @Nullable
        Boolean accepted,

        @Meaning("Why it does not fit.") @Nullable List<ObjectNode> problems,

        @Meaning("Of a repair: the steps that begin anew.") @Nullable
        List<Again> runAgain,

        @Meaning("To be answered next; absent while nothing is asked.") @Nullable
        GuidedStep step,

        @Meaning("What to do now.") String message,
        Progress progress,
        @Meaning("Nothing will happen any more.") boolean runComplete,
        List<BlockedOn> blockedOn,
        @Meaning("The result of a completed run.") @Nullable JsonNode output,
        @Nullable JsonNode error) {

    record Again(String stepId, String because) {}

    record Progress(int total, int completed, int failed, int skipped, int running, int pending) {}

    record BlockedOn(
            String kind,
            String stepId,
            String name,
            Instant since,
            @Nullable Instant dueAt) {}
}
