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
        name = "workflows_create",
        group = ToolGroup.CORE,
        risk = Risk.STANDARD,
        scope = "workflow:edit",
        method = Verb.POST,
        path = "/v1/workflows",
        title = "Create a workflow",
        description = """
                Creates a workflow as a draft. Nothing runs before it is published: \
                check it with workflows_validate, then call workflows_publish_version.""",
        readOnly = false,
        destructive = false,
        idempotent = false,
        openWorld = false,
        answer = Workflow.class)
record CreateWorkflow(
        @Meaning("What people call it.") @Range(min = 1, max = 120)
        String name,

        @Meaning("What it is for, in a sentence or two.") @Nullable @Range(min = 0, max = 2000)
        String description,

        @Meaning(
                "The graph: {input_schema, steps: [{id, type, name, depends_on, …}]}. "
                        + "Step types: mcp_call, llm_call, agent_call, lua_script, human_task, guided, for_each, while, switch, delay, signal, workflow_call.")
        ObjectNode graph,

        @Meaning("Any text of yours: repeating the call with the same key creates nothing new.")
        @Header("Idempotency-Key")
        @Nullable
        @Range(min = 1, max = 200)
        String idempotencyKey) {}
