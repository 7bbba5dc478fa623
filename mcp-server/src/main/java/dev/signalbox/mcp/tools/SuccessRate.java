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
        @Meaning("How far back to look, as 24h, 7d or 30d.") @Default("\"7d\"")
        String window,

        @Meaning("Start of the time looked at, in place of window.") @Nullable
        Instant from,

        @Meaning("End of the time looked at.") @Nullable Instant to) {}
