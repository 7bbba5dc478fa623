package dev.signalbox.mcp.tools;

import dev.signalbox.mcp.catalog.Risk;
import dev.signalbox.mcp.catalog.Tool;
import dev.signalbox.mcp.catalog.ToolGroup;
import dev.signalbox.mcp.catalog.Verb;

@Tool(
        name = "ar_health_summary",
        group = ToolGroup.CORE,
        risk = Risk.STANDARD,
        scope = "",
        method = Verb.GET,
        path = "/v1/health/summary",
        title = "Check that the platform is well",
        description = """
                Shows whether the platform and its parts work, and what is in the way when they do not. \
                Call it first to check that the connection and the token are good.""",
        readOnly = true,
        destructive = false,
        idempotent = true,
        openWorld = false,
        answer = Health.class)
record HealthSummary() {}
