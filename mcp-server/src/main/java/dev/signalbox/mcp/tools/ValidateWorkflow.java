package dev.signalbox.mcp.tools;

import dev.signalbox.mcp.catalog.Meaning;
import dev.signalbox.mcp.catalog.Risk;
import dev.signalbox.mcp.catalog.Tool;
import dev.signalbox.mcp.catalog.ToolGroup;
import dev.signalbox.mcp.catalog.Verb;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

@Tool(
        name = "workflows_validate",
        group = ToolGroup.CORE,
        risk = Risk.STANDARD,
        scope = "workflow:read",
        method = Verb.POST,
        path = "/v1/workflows/{workflow_id}/validate",
        title = "Check a workflow",
        description = """
                Checks a draft, or a graph that you send along, without changing or running anything. \
                Each issue says where it is and what to do; a workflow with an error cannot be published.""",
        readOnly = true,
        destructive = false,
        idempotent = true,
        openWorld = false,
        answer = Validation.class)
record ValidateWorkflow(
        @Meaning("Id of the workflow, from workflows_list.") UUID workflowId,

        @Meaning("A graph to check in place of the stored draft.") @Nullable
        ObjectNode graph) {}
