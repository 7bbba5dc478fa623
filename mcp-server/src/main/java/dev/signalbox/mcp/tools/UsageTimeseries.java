package dev.signalbox.mcp.tools;

import dev.signalbox.mcp.catalog.Meaning;
import dev.signalbox.mcp.catalog.Risk;
import dev.signalbox.mcp.catalog.Tool;
import dev.signalbox.mcp.catalog.ToolGroup;
import dev.signalbox.mcp.catalog.Verb;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

@Tool(
        name = "analytics_usage_timeseries",
        group = ToolGroup.CORE,
        risk = Risk.STANDARD,
        scope = "analytics:read",
        method = Verb.GET,
        path = "/v1/analytics/usage-timeseries",
        title = "Measure usage over time",
        description = """
                Counts runs, steps and credits per minute, hour, day or week.""",
        readOnly = true,
        destructive = false,
        idempotent = true,
        openWorld = false,
        answer = UsageSeries.class)
record UsageTimeseries(
        @Meaning("How far back to look, as 30m, 24h or 7d; 7d unless you say otherwise. Not together with from and to.")
        @Nullable
        String window,

        @Meaning("Start of the time looked at, as 2026-11-20T08:00:00Z.") @Nullable
        Instant from,

        @Meaning("End of the time looked at.") @Nullable Instant to,

        @Meaning("Length of one point; chosen to fit unless you say.") @Nullable
        Granularity granularity,

        @Meaning("Where days begin, as Europe/Berlin; UTC unless you say otherwise.") @Nullable
        String timeZone,

        @Meaning("Only this project; all you see unless you say.") @Nullable
        UUID projectId) {}
