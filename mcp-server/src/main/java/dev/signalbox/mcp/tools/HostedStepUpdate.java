package dev.signalbox.mcp.tools;

import dev.signalbox.mcp.catalog.Body;
import dev.signalbox.mcp.catalog.Header;
import dev.signalbox.mcp.catalog.Meaning;
import dev.signalbox.mcp.catalog.Range;
import dev.signalbox.mcp.catalog.Risk;
import dev.signalbox.mcp.catalog.Tool;
import dev.signalbox.mcp.catalog.ToolGroup;
import dev.signalbox.mcp.catalog.Verb;
import java.util.UUID;
import tools.jackson.databind.node.ObjectNode;

@Tool(
        name = "workflow_step_update",
        group = ToolGroup.HOSTED,
        risk = Risk.STANDARD,
        scope = "workflow:edit",
        method = Verb.PATCH,
        path = "/v1/workflows/{workflow_id}/steps/{step_id}",
        title = "Change a step",
        description = """
                Changes fields of one step of the draft; what you leave out stays, and null removes a field. \
                A change that would break the graph is refused. Published versions do not change.""",
        readOnly = false,
        destructive = true,
        idempotent = true,
        openWorld = false,
        answer = DraftStep.class)
record HostedStepUpdate(
        @Meaning("Id of the workflow, from workflow_list.") UUID workflowId,

        @Meaning("Id of the step; of one inside a loop with the loop in front, as each.fetch.")
        @Range(min = 1, max = 200)
        String stepId,

        @Meaning("The revision you read with workflow_step_get.") @Header(value = "If-Match", format = "\"%s\"")
        Long revision,

        @Meaning("The fields to change, as {tone: warm}.") @Body
        ObjectNode patch) {}
