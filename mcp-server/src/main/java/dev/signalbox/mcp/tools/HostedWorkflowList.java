package dev.signalbox.mcp.tools;

import dev.signalbox.mcp.catalog.Default;
import dev.signalbox.mcp.catalog.Meaning;
import dev.signalbox.mcp.catalog.Range;
import dev.signalbox.mcp.catalog.Risk;
import dev.signalbox.mcp.catalog.Tool;
import dev.signalbox.mcp.catalog.ToolGroup;
import dev.signalbox.mcp.catalog.Verb;
import org.jspecify.annotations.Nullable;

@Tool(
        name = "workflow_list",
        group = ToolGroup.HOSTED,
        risk = Risk.STANDARD,
        scope = "workflow:read",
        method = Verb.GET,
        path = "/v1/workflows",
        title = "List workflows",
        description = """
                Lists the workflows you may see, newest first, without their graphs. workflow_get reads one.""",
        readOnly = true,
        destructive = false,
        idempotent = true,
        openWorld = false,
        answer = WorkflowSummary.Page.class)
record HostedWorkflowList(
        @Meaning("Only workflows whose name contains this.") @Nullable @Range(min = 1, max = 120)
        String name,

        @Meaning("How many items to return.") @Range(min = 1, max = 200) @Default("20")
        Integer limit,

        @Meaning("next_cursor of the page before; leave it out for the first page.") @Nullable
        String cursor) {}
