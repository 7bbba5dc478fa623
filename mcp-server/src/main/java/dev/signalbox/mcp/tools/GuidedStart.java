package dev.signalbox.mcp.tools;

import dev.signalbox.mcp.catalog.Header;
import dev.signalbox.mcp.catalog.Meaning;
import dev.signalbox.mcp.catalog.Range;
import dev.signalbox.mcp.catalog.Risk;
import dev.signalbox.mcp.catalog.Tool;
import dev.signalbox.mcp.catalog.ToolGroup;
import dev.signalbox.mcp.catalog.Verb;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

@Tool(
        name = "run_start",
        group = ToolGroup.RUNS,
        risk = Risk.STANDARD,
        scope = "workflow:run",
        method = Verb.POST,
        path = "/v1/guided/runs",
        title = "Start a guided run",
        description = """
                Starts a run and gives its first step: a goal, context, the form of the answer, a tone. \
                Do what the step asks, then send the answer with run_advance. Keep run_id.""",
        readOnly = false,
        destructive = false,
        idempotent = false,
        openWorld = true,
        answer = GuidedRun.class)
record GuidedStart(
        @Meaning("Which workflow; not needed with a run token, which has its own.") @Nullable
        UUID workflowId,

        @Meaning("The input of the run, when the workflow wants one.") @Nullable
        ObjectNode input,

        @Meaning("Any text of yours: repeating the call with the same key creates nothing new.")
        @Header("Idempotency-Key")
        @Nullable
        @Range(min = 1, max = 200)
        String idempotencyKey) {}
