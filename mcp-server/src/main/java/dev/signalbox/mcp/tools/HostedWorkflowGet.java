package dev.signalbox.mcp.tools;

import dev.signalbox.mcp.catalog.Meaning;
import dev.signalbox.mcp.catalog.Risk;
import dev.signalbox.mcp.catalog.Tool;
import dev.signalbox.mcp.catalog.ToolGroup;
import dev.signalbox.mcp.catalog.Verb;
import java.util.UUID;

@Tool(
        name = "workflow_get",
        group = ToolGroup.HOSTED,
        risk = Risk.STANDARD,
        scope = "workflow:read",
        method = Verb.GET,
        path = "/v1/workflows/{workflow_id}",
        title = "Read a workflow",
        description = """
                Reads one workflow with the graph of its draft. \
                Keep revision: workflow_update and workflow_step_update want it.""",
        readOnly = true,
        destructive = false,
        idempotent = true,
        openWorld = false,
        answer = Workflow.class)
record HostedWorkflowGet(
        @Meaning("Id of the workflow, from workflow_list.") UUID workflowId) {}
