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
        name = "tasks_list_pending",
        group = ToolGroup.CORE,
        risk = Risk.STANDARD,
        scope = "task:read",
        method = Verb.GET,
        path = "/v1/tasks/pending",
        title = "List what waits for a person",
        description = """
                The inbox: every task that waits for a person's answer, over all runs you may see, oldest first. \
                Answer one with tasks_complete.""",
        readOnly = true,
        destructive = false,
        idempotent = true,
        openWorld = false,
        answer = Task.Page.class)
record ListPendingTasks(
        @Meaning("How many items to return.") @Range(min = 1, max = 200) @Default("20")
        Integer limit,

        @Meaning("next_cursor of the page before; leave it out for the first page.") @Nullable
        String cursor) {}
