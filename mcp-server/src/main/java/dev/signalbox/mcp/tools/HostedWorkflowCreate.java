package dev.signalbox.mcp.tools;

import dev.signalbox.mcp.catalog.Header;
import dev.signalbox.mcp.catalog.Meaning;
import dev.signalbox.mcp.catalog.Range;
import dev.signalbox.mcp.catalog.Risk;
import dev.signalbox.mcp.catalog.Tool;
import dev.signalbox.mcp.catalog.ToolGroup;
import dev.signalbox.mcp.catalog.Verb;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

@Tool(
        name = "workflow_create",
        group = ToolGroup.HOSTED,
        risk = Risk.STANDARD,
        scope = "workflow:edit",
        method = Verb.POST,
        path = "/v1/workflows",
        title = "Create a workflow",
        description = """
                Creates a workflow as a draft. Nothing runs before it is published, \
                which workflows_publish_version of the group core does.""",
        readOnly = false,
        destructive = false,
        idempotent = false,
        openWorld = false,
        answer = Workflow.class)
record HostedWorkflowCreate(
        @Meaning("What people call it.") @Range(min = 1, max = 120)
        String name,

        @Meaning("What it is for, in a sentence or two.") @Nullable @Range(min = 0, max = 2000)
        String description,

        @Meaning("The graph: {input_schema, steps: [{id, type, name, depends_on, …}]}. "
                + "A guided step has goal, context, expected_output (a JSON Schema), tone and gate.")
        ObjectNode graph,

        @Meaning("Any text of yours: repeating the call with the same key creates nothing new.")
        @Header("Idempotency-Key")
        @Nullable
        @Range(min = 1, max = 200)
        String idempotencyKey) {}
