package dev.signalbox.mcp.tools;

import dev.signalbox.mcp.catalog.Meaning;
import dev.signalbox.mcp.catalog.Risk;
import dev.signalbox.mcp.catalog.Tool;
import dev.signalbox.mcp.catalog.ToolGroup;
import dev.signalbox.mcp.catalog.Verb;
import java.util.UUID;

@Tool(
        name = "workflow_delete",
        group = ToolGroup.HOSTED,
        risk = Risk.STANDARD,
        scope = "workflow:edit",
        method = Verb.DELETE,
        path = "/v1/workflows/{workflow_id}",
        title = "Delete a workflow",
        description = """
                Takes a workflow away from lists and from new runs. Its versions and runs stay to be read, \
                and a person can restore it in the console.""",
        readOnly = false,
        destructive = true,
        idempotent = true,
        openWorld = false,
        answer = Done.class)
record HostedWorkflowDelete(
        @Meaning("Id of the workflow, from workflow_list.") UUID workflowId) {}
