package dev.signalbox.mcp.tools;

import dev.signalbox.mcp.catalog.Meaning;
import java.util.UUID;
import tools.jackson.databind.JsonNode;

/** One step of a draft. */
record DraftStep(
        UUID workflowId,

        @Meaning("Of the draft; workflow_step_update wants it.")
        long revision,

        JsonNode step) {}
