package dev.signalbox.mcp.tools;

import dev.signalbox.mcp.catalog.Meaning;
import dev.signalbox.mcp.catalog.Risk;
import dev.signalbox.mcp.catalog.Tool;
import dev.signalbox.mcp.catalog.ToolGroup;
import dev.signalbox.mcp.catalog.Verb;
import java.util.UUID;

@Tool(
        name = "runs_get_context",
        group = ToolGroup.CORE,
        risk = Risk.STANDARD,
        scope = "workflow:read",
        method = Verb.GET,
        path = "/v1/workflows/{workflow_id}/runs/{run_id}/context",
        title = "Read the data of a run",
        description = """
                Reads the input of a run, and of each finished step what it was given and what it gave back.""",
        readOnly = true,
        destructive = false,
        idempotent = true,
        openWorld = false,
        answer = RunContext.class)
record GetRunContext(
        @Meaning("Id of the workflow, from workflows_list.") UUID workflowId,

        @Meaning("Id of the run, from workflows_execute_command or workflows_list_runs.")
        UUID runId) {}
