package dev.signalbox.mcp.tools;

import dev.signalbox.mcp.catalog.Meaning;
import dev.signalbox.mcp.catalog.Risk;
import dev.signalbox.mcp.catalog.Tool;
import dev.signalbox.mcp.catalog.ToolGroup;
import dev.signalbox.mcp.catalog.Verb;
import java.util.UUID;

@Tool(
        name = "run_get",
        group = ToolGroup.HOSTED,
        risk = Risk.STANDARD,
        scope = "workflow:read",
        method = Verb.GET,
        path = "/v1/runs/{run_id}",
        title = "Read a run",
        description = """
                Reads one run as it stands: its status, why it does not move, its output or error.""",
        readOnly = true,
        destructive = false,
        idempotent = true,
        openWorld = false,
        answer = Run.class)
record HostedRunGet(
        @Meaning("Id of the run, from run_start or run_list.")
        UUID runId) {}
