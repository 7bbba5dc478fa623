package dev.signalbox.mcp.tools;

import dev.signalbox.mcp.catalog.Default;
import dev.signalbox.mcp.catalog.Meaning;
import dev.signalbox.mcp.catalog.Query;
import dev.signalbox.mcp.catalog.Range;
import dev.signalbox.mcp.catalog.Risk;
import dev.signalbox.mcp.catalog.Tool;
import dev.signalbox.mcp.catalog.ToolGroup;
import dev.signalbox.mcp.catalog.Verb;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

@Tool(
        name = "run_list",
        group = ToolGroup.HOSTED,
        risk = Risk.STANDARD,
        scope = "workflow:read",
        method = Verb.GET,
        path = "/v1/runs",
        title = "List runs",
        description = """
                Lists the runs of all workflows you may see, or of one, newest first.""",
        readOnly = true,
        destructive = false,
        idempotent = true,
        openWorld = false,
        answer = Run.Page.class)
record HostedRunList(
        @Meaning("Only runs of this workflow.") @Nullable @Query("workflow")
        UUID workflowId,

        @Meaning("Only runs of this status.") @Nullable RunStatus status,

        @Meaning("How many items to return.") @Range(min = 1, max = 200) @Default("20")
        Integer limit,

        @Meaning("next_cursor of the page before; leave it out for the first page.") @Nullable
        String cursor) {}
