package dev.signalbox.mcp.tools;

import dev.signalbox.mcp.catalog.Meaning;
import dev.signalbox.mcp.catalog.Risk;
import dev.signalbox.mcp.catalog.Tool;
import dev.signalbox.mcp.catalog.ToolGroup;
import dev.signalbox.mcp.catalog.Verb;
import java.util.UUID;

@Tool(
        name = "workflows_publish_version",
        group = ToolGroup.CORE,
        risk = Risk.STANDARD,
        scope = "workflow:edit",
        method = Verb.POST,
        path = "/v1/workflows/{workflow_id}/versions",
        title = "Publish a version",
        description = """
                Freezes the draft as the next version. Versions never change; new runs take the latest one.""",
        readOnly = false,
        destructive = false,
        idempotent = false,
        openWorld = false,
        answer = WorkflowVersion.class)
record PublishVersion(
        @Meaning("Id of the workflow, from workflows_list.") UUID workflowId) {}
