package dev.signalbox.mcp.tools;

import dev.signalbox.mcp.catalog.Default;
import dev.signalbox.mcp.catalog.Meaning;
import dev.signalbox.mcp.catalog.Risk;
import dev.signalbox.mcp.catalog.Tool;
import dev.signalbox.mcp.catalog.ToolGroup;
import dev.signalbox.mcp.catalog.Verb;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

@Tool(
        name = "analytics_runs_timeseries",
        group = ToolGroup.CORE,
        risk = Risk.STANDARD,
        scope = "analytics:read",
        method = Verb.GET,
        path = "/v1/analytics/runs-timeseries",
        title = "Count runs over time",
        description = """
                Counts started, completed and failed runs per hour or day.""",
        readOnly = true,
        destructive = false,
        idempotent = true,
        openWorld = false,
        answer = RunSeries.class)
record RunsTimeseries(
        @Meaning("How far back to look, as 24h, 7d or 30d.") @Default("\"7d\"")
        String window,

        @Meaning("Start of the time looked at, in place of window.") @Nullable
        Instant from,

        @Meaning("End of the time looked at.") @Nullable Instant to,
        @Meaning("Length of one point.") @Default("\"day\"") Granularity granularity) {}
