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
        name = "pat_list",
        group = ToolGroup.PAT,
        risk = Risk.STANDARD,
        scope = "pat:read",
        method = Verb.GET,
        path = "/v1/pats",
        title = "List your tokens",
        description = """
                Lists your personal access tokens with their scopes and limits, newest first; never their texts.""",
        readOnly = true,
        destructive = false,
        idempotent = true,
        openWorld = false,
        answer = Pat.Page.class)
record ListPats(
        @Meaning("How many items to return.") @Range(min = 1, max = 200) @Default("20")
        Integer limit,

        @Meaning("next_cursor of the page before; leave it out for the first page.") @Nullable
        String cursor) {}
