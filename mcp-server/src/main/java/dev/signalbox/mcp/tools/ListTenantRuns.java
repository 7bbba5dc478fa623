package dev.signalbox.mcp.tools;

import dev.signalbox.mcp.catalog.Default;
import dev.signalbox.mcp.catalog.Meaning;
import dev.signalbox.mcp.catalog.Query;
import dev.signalbox.mcp.catalog.Range;
import dev.signalbox.mcp.catalog.Risk;
import dev.signalbox.mcp.catalog.Tool;
import dev.signalbox.mcp.catalog.ToolGroup;
import dev.signalbox.mcp.catalog.Verb;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

@Tool(
        name = "runs_list_tenant",
        group = ToolGroup.CORE,
        risk = Risk.STANDARD,
        scope = "workflow:read",
        method = Verb.GET,
        path = "/v1/runs",
        title = "List runs of all workflows",
        description = """
                Lists the runs of all workflows you may see, newest first; the filters narrow it.""",
        readOnly = true,
        destructive = false,
        idempotent = true,
        openWorld = false,
        answer = Run.Page.class)
record ListTenantRuns(
        @Meaning("Only runs of this status.") @Nullable RunStatus status,
        @Meaning("Only runs in this phase.") @Nullable RunPhase phase,

        @Meaning("Only runs of this workflow.") @Nullable @Query("workflow")
        UUID workflowId,

        @Meaning("Only runs of this project.") @Nullable @Query("project")
        UUID projectId,

        @Meaning("Only runs started this way.") @Nullable RunTrigger trigger,

        @Meaning("Only runs started at this time or later, as 2026-11-20T08:00:00Z.") @Nullable
        Instant from,

        @Meaning("Only runs started before this time.") @Nullable
        Instant to,

        @Meaning("How many items to return.") @Range(min = 1, max = 200) @Default("20")
        Integer limit,

        @Meaning("next_cursor of the page before; leave it out for the first page.") @Nullable
        String cursor) {}
