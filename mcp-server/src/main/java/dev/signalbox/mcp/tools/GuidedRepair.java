package dev.signalbox.mcp.tools;

import dev.signalbox.mcp.catalog.Meaning;
import dev.signalbox.mcp.catalog.Range;
import dev.signalbox.mcp.catalog.Risk;
import dev.signalbox.mcp.catalog.Tool;
import dev.signalbox.mcp.catalog.ToolGroup;
import dev.signalbox.mcp.catalog.Verb;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

@Tool(
        name = "run_repair",
        group = ToolGroup.RUNS,
        risk = Risk.STANDARD,
        scope = "workflow:run",
        method = Verb.POST,
        path = "/v1/guided/runs/{run_id}/repair",
        title = "Correct an answer",
        description = """
                Corrects an answer that was given. What was made with the old one runs again, and its questions are asked again.""",
        readOnly = false,
        destructive = true,
        idempotent = false,
        openWorld = true,
        answer = GuidedRun.class)
record GuidedRepair(
        @Meaning("Id of the run, from run_start.") UUID runId,

        @Meaning("Id of the step, as step.id gave it.") @Range(min = 1, max = 200)
        String stepId,

        @Meaning("The answer in place of the old one.") JsonNode answer,

        @Meaning("Why, for those who read the run later.") @Range(min = 1, max = 2000)
        String reason,

        @Meaning("Cut off calls that are under way and make them again.") @Nullable
        Boolean rerunUnknown) {}
