package dev.signalbox.mcp.tools;

import dev.signalbox.mcp.catalog.Header;
import dev.signalbox.mcp.catalog.Meaning;
import dev.signalbox.mcp.catalog.Range;
import dev.signalbox.mcp.catalog.Risk;
import dev.signalbox.mcp.catalog.Tool;
import dev.signalbox.mcp.catalog.ToolGroup;
import dev.signalbox.mcp.catalog.Verb;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

@Tool(
        name = "workflow_update",
        group = ToolGroup.HOSTED,
        risk = Risk.STANDARD,
        scope = "workflow:edit",
        method = Verb.PATCH,
        path = "/v1/workflows/{workflow_id}",
        title = "Change a workflow",
        description = """
                Changes name, description or the whole graph of a draft; what you leave out stays. \
                For one step use workflow_step_update. STALE_VERSION means somebody was faster: read it again.""",
        readOnly = false,
        destructive = true,
        idempotent = true,
        openWorld = false,
        answer = Workflow.class)
record HostedWorkflowUpdate(
        @Meaning("Id of the workflow, from workflow_list.") UUID workflowId,

        @Meaning("The revision you read with workflow_get.") @Header(value = "If-Match", format = "\"%s\"")
        Long revision,

        @Meaning("The new name.") @Nullable @Range(min = 1, max = 120)
        String name,

        @Meaning("The new description.") @Nullable @Range(min = 0, max = 2000)
        String description,

        @Meaning("The whole new graph.") @Nullable ObjectNode graph) {}
