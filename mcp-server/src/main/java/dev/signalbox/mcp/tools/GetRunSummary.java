package dev.signalbox.mcp.tools;

import dev.signalbox.mcp.catalog.Meaning;
import dev.signalbox.mcp.catalog.Risk;
import dev.signalbox.mcp.catalog.Tool;
import dev.signalbox.mcp.catalog.ToolGroup;
import dev.signalbox.mcp.catalog.Verb;
import java.util.UUID;

@Tool(
        name = "runs_get_summary",
        group = ToolGroup.CORE,
        risk = Risk.STANDARD,
        scope = "workflow:read",
        method = Verb.GET,
        path = "/v1/workflows/{workflow_id}/runs/{run_id}/summary",
        title = "See how a run stands",
        description = """
                The best way to see how a run stands: its status, why it does not move (orchestration_phase, \
                blocked_on) and what you can do (next_actions). \
                awaiting_human means that a person has to answer: see tasks_list_pending_run.""",
        readOnly = true,
        destructive = false,
        idempotent = true,
        openWorld = false,
        answer = RunSummary.class)
record GetRunSummary(
        @Meaning("Id of the workflow, from workflows_list.") UUID workflowId,

        @Meaning("Id of the run, from workflows_execute_command or workflows_list_runs.")
        UUID runId) {}
