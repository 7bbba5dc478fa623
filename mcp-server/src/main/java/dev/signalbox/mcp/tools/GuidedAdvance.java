package dev.signalbox.mcp.tools;

import dev.signalbox.mcp.catalog.Meaning;
import dev.signalbox.mcp.catalog.Range;
import dev.signalbox.mcp.catalog.Risk;
import dev.signalbox.mcp.catalog.Tool;
import dev.signalbox.mcp.catalog.ToolGroup;
import dev.signalbox.mcp.catalog.Verb;
import java.util.UUID;
import tools.jackson.databind.JsonNode;

@Tool(
        name = "run_advance",
        group = ToolGroup.RUNS,
        risk = Risk.STANDARD,
        scope = "workflow:run",
        method = Verb.POST,
        path = "/v1/guided/runs/{run_id}/advance",
        title = "Answer a step",
        description = """
                Answers a step and gives the next one. accepted: false means that the answer does not fit expected_output: \
                correct it as problems says and send it again. Without a step, message says what the run waits for.""",
        readOnly = false,
        destructive = false,
        idempotent = false,
        openWorld = true,
        answer = GuidedRun.class)
record GuidedAdvance(
        @Meaning("Id of the run, from run_start.") UUID runId,

        @Meaning("Id of the step, as step.id gave it.") @Range(min = 1, max = 200)
        String stepId,

        @Meaning("The answer, of the form that expected_output of the step describes.")
        JsonNode answer) {}
