package dev.signalbox.mcp.tools;

import dev.signalbox.mcp.catalog.Meaning;
import dev.signalbox.mcp.catalog.Range;
import dev.signalbox.mcp.catalog.Risk;
import dev.signalbox.mcp.catalog.Tool;
import dev.signalbox.mcp.catalog.ToolGroup;
import dev.signalbox.mcp.catalog.Verb;
import java.util.UUID;

@Tool(
        name = "workflow_step_get",
        group = ToolGroup.HOSTED,
        risk = Risk.STANDARD,
        scope = "workflow:read",
        method = Verb.GET,
        path = "/v1/workflows/{workflow_id}/steps/{step_id}",
        title = "Read a step",
        description = """
                Reads one step of the draft, as its author wrote it, and the revision that workflow_step_update wants.""",
        readOnly = true,
        destructive = false,
        idempotent = true,
        openWorld = false,
        answer = DraftStep.class)
record HostedStepGet(
        @Meaning("Id of the workflow, from workflow_list.") UUID workflowId,

        @Meaning("Id of the step; of one inside a loop with the loop in front, as each.fetch.")
        @Range(min = 1, max = 200)
        String stepId) {}
