package dev.signalbox.mcp.tools;

import dev.signalbox.mcp.catalog.Default;
import dev.signalbox.mcp.catalog.Meaning;
import dev.signalbox.mcp.catalog.Range;
import dev.signalbox.mcp.catalog.Risk;
import dev.signalbox.mcp.catalog.Tool;
import dev.signalbox.mcp.catalog.ToolGroup;
import dev.signalbox.mcp.catalog.Verb;
import java.util.UUID;

@Tool(
        name = "runs_list_events",
        group = ToolGroup.CORE,
        risk = Risk.STANDARD,
        scope = "workflow:read",
        method = Verb.GET,
        path = "/v1/workflows/{workflow_id}/runs/{run_id}/events",
        title = "Read the events of a run",
        description = """
                Reads what happened in a run, in order. seq has no gaps: go on with after_seq of the last event \
                you saw. \
                Whether a run waits for a person is easier to see with runs_get_summary.""",
        readOnly = true,
        destructive = false,
        idempotent = true,
        openWorld = false,
        answer = RunEvent.Page.class)
record ListRunEvents(
        @Meaning("Id of the workflow, from workflows_list.") UUID workflowId,

        @Meaning("Id of the run, from workflows_execute_command or workflows_list_runs.")
        UUID runId,

        @Meaning("Only events behind this seq.") @Range(min = 0, max = Long.MAX_VALUE) @Default("0")
        Long afterSeq,

        @Meaning("How many events to return.") @Range(min = 1, max = 200) @Default("50")
        Integer limit) {}
