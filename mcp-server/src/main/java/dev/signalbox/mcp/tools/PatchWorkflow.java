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
        name = "workflows_patch",
        group = ToolGroup.CORE,
        risk = Risk.STANDARD,
        scope = "workflow:edit",
        method = Verb.PATCH,
        path = "/v1/workflows/{workflow_id}",
        title = "Change a draft",
        description = """
                Changes name, description or graph of a draft; what you leave out stays. A graph replaces the \
                whole old one. \
                Published versions do not change. When it answers STALE_VERSION, somebody was faster: read it \
                again.""",
        readOnly = false,
        destructive = true,
        idempotent = true,
        openWorld = false,
        answer = Workflow.class)
record PatchWorkflow(
        @Meaning("Id of the workflow, from workflows_list.") UUID workflowId,

        @Meaning("The revision you read with workflows_get.") @Header(value = "If-Match", format = "\"%s\"")
        Long revision,

        @Meaning("The new name.") @Nullable @Range(min = 1, max = 120)
        String name,

        @Meaning("The new description.") @Nullable @Range(min = 0, max = 2000)
        String description,

        @Meaning("The whole new graph.") @Nullable ObjectNode graph) {}
