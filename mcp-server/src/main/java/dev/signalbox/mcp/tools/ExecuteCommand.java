package dev.signalbox.mcp.tools;

import dev.signalbox.mcp.catalog.Meaning;
import dev.signalbox.mcp.catalog.Risk;
import dev.signalbox.mcp.catalog.Tool;
import dev.signalbox.mcp.catalog.ToolGroup;
import dev.signalbox.mcp.catalog.Verb;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

@Tool(
        name = "workflows_execute_command",
        group = ToolGroup.CORE,
        risk = Risk.STANDARD,
        scope = "workflow:run",
        method = Verb.POST,
        path = "/v1/workflows/{workflow_id}/command",
        title = "Start or steer a run",
        description = """
                Starts a run of the published workflow, or pauses, resumes, stops, retries or repairs one. \
                start answers run_id: keep it and poll runs_get_summary until run_complete, or until it waits for \
                a person. \
                retry starts a new run that goes on where a failed or stopped one ended; finished steps are not run again. \
                repair corrects a value in a run on its way; what was made with it runs again, calls too. \
                Choose params.run_id of a start, or params.new_run_id of a retry, to make it safe to repeat.""",
        readOnly = false,
        destructive = true,
        idempotent = false,
        openWorld = true,
        answer = Commanded.class)
record ExecuteCommand(
        @Meaning("Id of the workflow, from workflows_list.") UUID workflowId,
        @Meaning("What to do.") Command command,

        @Meaning(
                "Of start: trigger_payload (the input), run_id, version, external_id, trigger_steps, "
                        + "excluded_step_ids. Of the others: run_id; of stop also mode (immediate or graceful); of retry also "
                        + "version, from_step, results ({step: result}, for steps whose outcome you know), rerun_unknown, new_run_id; "
                        + "of repair also reason, and step_id with result, or input (the members to change), results, rerun_unknown.")
        @Nullable
        ObjectNode params) {

    enum Command {
        START,
        PAUSE,
        RESUME,
        STOP,
        RETRY,
        REPAIR
    }
}
