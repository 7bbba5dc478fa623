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
        name = "analytics_success_rate",
        group = ToolGroup.CORE,
        risk = Risk.STANDARD,
        scope = "analytics:read",
        method = Verb.GET,
        path = "/v1/analytics/success-rate",
        title = "Measure the success rate",
        description = """
                Tells which share of the finished runs completed, in a stretch of time.""",
        readOnly = true,
        destructive = false,
        idempotent = true,
        openWorld = false,
        answer = SuccessShare.class)
record SuccessRate(
        @Meaning("How far back to look, as 30m, 24h or 7d; 7d unless you say otherwise. Not together with from and to.")
        @Nullable
        String window,

        @Meaning("Start of the time looked at, as 2026-11-20T08:00:00Z.") @Nullable
        Instant from,

        @Meaning("End of the time looked at.") @Nullable Instant to,

        @Meaning("Only this project; all you see unless you say.") @Nullable
        UUID projectId) {}
