package dev.signalbox.mcp.tools;

import dev.signalbox.mcp.catalog.Meaning;
import dev.signalbox.mcp.catalog.Risk;
import dev.signalbox.mcp.catalog.Tool;
import dev.signalbox.mcp.catalog.ToolGroup;
import dev.signalbox.mcp.catalog.Verb;
import java.util.UUID;

@Tool(
        name = "run_status",
        group = ToolGroup.RUNS,
        risk = Risk.STANDARD,
        scope = "workflow:run",
        method = Verb.GET,
        path = "/v1/guided/runs/{run_id}",
        title = "See where a guided run is",
        description = """
                The step to be answered now, or why there is none, how far the run is, and its output when it is complete.""",
        readOnly = true,
        destructive = false,
        idempotent = true,
        openWorld = false,
        answer = GuidedRun.class)
record GuidedStatus(
        @Meaning("Id of the run, from run_start.") UUID runId) {}
