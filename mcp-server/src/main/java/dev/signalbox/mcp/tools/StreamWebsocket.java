package dev.signalbox.mcp.tools;

import dev.signalbox.mcp.catalog.Default;
import dev.signalbox.mcp.catalog.Local;
import dev.signalbox.mcp.catalog.Meaning;
import dev.signalbox.mcp.catalog.Range;
import dev.signalbox.mcp.catalog.Risk;
import dev.signalbox.mcp.catalog.Tool;
import dev.signalbox.mcp.catalog.ToolGroup;
import dev.signalbox.mcp.catalog.Verb;
import java.util.UUID;

@Tool(
        name = "workflows_stream_websocket",
        group = ToolGroup.WEBSOCKET,
        risk = Risk.STANDARD,
        scope = "workflow:read",
        method = Verb.STREAM,
        path = "/v1/workflows/{workflow_id}/stream",
        title = "Watch a run live",
        description = """
                Waits for what happens in a run and returns it: until the run ends, or the first of the limits is reached. \
                Go on with next_seq as after_seq. To see how a run stands, runs_get_summary is the better tool.""",
        readOnly = true,
        destructive = false,
        idempotent = true,
        openWorld = false,
        answer = Watched.class)
record StreamWebsocket(
        @Meaning("Id of the workflow, from workflows_list.") UUID workflowId,

        @Meaning("Id of the run, from workflows_execute_command or workflows_list_runs.")
        UUID runId,

        @Meaning("Only events behind this seq.") @Range(min = 0, max = Long.MAX_VALUE) @Default("0")
        Long afterSeq,

        @Meaning("For how long to wait at most.") @Local @Range(min = 1, max = 30) @Default("10")
        Integer maxSeconds,

        @Meaning("How many events to return at most.") @Local @Range(min = 1, max = 100) @Default("50")
        Integer maxFrames,

        @Meaning("How many bytes of events to return at most.")
        @Local
        @Range(min = 1024, max = 262144)
        @Default("65536")
        Integer maxBytes) {}
