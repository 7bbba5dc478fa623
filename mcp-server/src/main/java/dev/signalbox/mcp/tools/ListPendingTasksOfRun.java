package dev.signalbox.mcp.tools;

import dev.signalbox.mcp.catalog.Meaning;
import dev.signalbox.mcp.catalog.Risk;
import dev.signalbox.mcp.catalog.Tool;
import dev.signalbox.mcp.catalog.ToolGroup;
import dev.signalbox.mcp.catalog.Verb;
import java.util.UUID;

@Tool(
        name = "tasks_list_pending_run",
        group = ToolGroup.CORE,
        risk = Risk.STANDARD,
        scope = "task:read",
        method = Verb.GET,
        path = "/v1/workflows/{workflow_id}/runs/{run_id}/tasks/pending",
        title = "List what a run waits for",
        description = """
                The tasks of one run that wait for a person's answer. \
                Look here before you report that a run is done.""",
        readOnly = true,
        destructive = false,
        idempotent = true,
        openWorld = false,
        answer = Task.Page.class)
record ListPendingTasksOfRun(
        @Meaning("Id of the workflow, from workflows_list.") UUID workflowId,

        @Meaning("Id of the run, from workflows_execute_command or workflows_list_runs.")
        UUID runId) {}
