package dev.signalbox.mcp.tools;

import dev.signalbox.mcp.catalog.Meaning;
import dev.signalbox.mcp.catalog.Risk;
import dev.signalbox.mcp.catalog.Tool;
import dev.signalbox.mcp.catalog.ToolGroup;
import dev.signalbox.mcp.catalog.Verb;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

@Tool(
        name = "analytics_live_runs",
        group = ToolGroup.CORE,
        risk = Risk.STANDARD,
        scope = "analytics:read",
        method = Verb.GET,
        path = "/v1/analytics/live-runs",
        title = "Count live runs",
        description = """
                Counts the runs that are not finished, by what they do now.""",
        readOnly = true,
        destructive = false,
        idempotent = true,
        openWorld = false,
        answer = LiveRunCounts.class)
record LiveRuns(
        @Meaning("Only this project; all you see unless you say.") @Nullable
        UUID projectId) {}
