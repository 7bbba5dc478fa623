package dev.signalbox.mcp.tools;

import dev.signalbox.mcp.catalog.Default;
import dev.signalbox.mcp.catalog.Meaning;
import dev.signalbox.mcp.catalog.Range;
import dev.signalbox.mcp.catalog.Risk;
import dev.signalbox.mcp.catalog.Tool;
import dev.signalbox.mcp.catalog.ToolGroup;
import dev.signalbox.mcp.catalog.Verb;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

@Tool(
        name = "workflows_list_runs",
        group = ToolGroup.CORE,
        risk = Risk.STANDARD,
        scope = "workflow:read",
        method = Verb.GET,
        path = "/v1/workflows/{workflow_id}/runs",
        title = "List runs of a workflow",
        description = """
                Lists the runs of one workflow, newest first. Use it when you do not know the run_id.""",
        readOnly = true,
        destructive = false,
        idempotent = true,
        openWorld = false,
        answer = Run.Page.class)
record ListWorkflowRuns(
        @Meaning("Id of the workflow, from workflows_list.") UUID workflowId,

        @Meaning("How many items to return.") @Range(min = 1, max = 200) @Default("20")
        Integer limit,

        @Meaning("next_cursor of the page before; leave it out for the first page.") @Nullable
        String cursor) {}
