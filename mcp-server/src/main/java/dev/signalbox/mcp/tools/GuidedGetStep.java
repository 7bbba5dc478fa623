package dev.signalbox.mcp.tools;

import dev.signalbox.mcp.catalog.Meaning;
import dev.signalbox.mcp.catalog.Range;
import dev.signalbox.mcp.catalog.Risk;
import dev.signalbox.mcp.catalog.Tool;
import dev.signalbox.mcp.catalog.ToolGroup;
import dev.signalbox.mcp.catalog.Verb;
import java.util.UUID;

@Tool(
        name = "run_get_step",
        group = ToolGroup.RUNS,
        risk = Risk.STANDARD,
        scope = "workflow:run",
        method = Verb.GET,
        path = "/v1/guided/runs/{run_id}/steps/{step_id}",
        title = "Read a guided step",
        description = """
                Reads a step that has opened, with its answer if it has one.""",
        readOnly = true,
        destructive = false,
        idempotent = true,
        openWorld = false,
        answer = GuidedStep.class)
record GuidedGetStep(
        @Meaning("Id of the run, from run_start.") UUID runId,

        @Meaning("Id of the step, as step.id gave it.") @Range(min = 1, max = 200)
        String stepId) {}
