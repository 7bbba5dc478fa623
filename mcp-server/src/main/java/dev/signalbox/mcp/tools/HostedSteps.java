package dev.signalbox.mcp.tools;

import dev.signalbox.mcp.catalog.Default;
import dev.signalbox.mcp.catalog.Meaning;
import dev.signalbox.mcp.catalog.Range;
import dev.signalbox.mcp.catalog.Risk;
import dev.signalbox.mcp.catalog.Tool;
import dev.signalbox.mcp.catalog.ToolGroup;
import dev.signalbox.mcp.catalog.Verb;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

@Tool(
        name = "analytics_steps",
        group = ToolGroup.HOSTED,
        risk = Risk.STANDARD,
        scope = "analytics:read",
        method = Verb.GET,
        path = "/v1/analytics/steps",
        title = "See how steps go",
        description = """
                For each step of the workflows how often it completed, failed or was skipped, and how long it took; \
                those with the most visits first. Shows where runs fail or wait.""",
        readOnly = true,
        destructive = false,
        idempotent = true,
        openWorld = false,
        answer = StepFigures.class)
record HostedSteps(
        @Meaning("How far back to look, as 30m, 24h or 7d; 7d unless you say otherwise. Not together with from and to.")
        @Nullable
        String window,

        @Meaning("Start of the time looked at, as 2026-11-20T08:00:00Z.") @Nullable
        Instant from,

        @Meaning("End of the time looked at.") @Nullable Instant to,

        @Meaning("Only this project; all you see unless you say.") @Nullable
        UUID projectId,

        @Meaning("How many items to return.") @Range(min = 1, max = 200) @Default("20")
        Integer limit) {}
