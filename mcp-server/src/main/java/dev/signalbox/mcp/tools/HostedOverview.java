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
        name = "analytics_overview",
        group = ToolGroup.HOSTED,
        risk = Risk.STANDARD,
        scope = "analytics:read",
        method = Verb.GET,
        path = "/v1/analytics/overview",
        title = "See how things go",
        description = """
                Live runs, success rate, durations and credits of a stretch of time, in one answer.""",
        readOnly = true,
        destructive = false,
        idempotent = true,
        openWorld = false,
        answer = Overview.class)
record HostedOverview(
        @Meaning("How far back to look, as 30m, 24h or 7d; 7d unless you say otherwise. Not together with from and to.")
        @Nullable
        String window,

        @Meaning("Start of the time looked at, as 2026-11-20T08:00:00Z.") @Nullable
        Instant from,

        @Meaning("End of the time looked at.") @Nullable Instant to,

        @Meaning("Only this project; all you see unless you say.") @Nullable
        UUID projectId) {}
