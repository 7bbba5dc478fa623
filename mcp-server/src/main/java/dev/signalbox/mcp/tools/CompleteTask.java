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
        name = "tasks_complete",
        group = ToolGroup.CORE,
        risk = Risk.STANDARD,
        scope = "task:complete",
        method = Verb.POST,
        path = "/v1/workflows/{workflow_id}/runs/{run_id}/tasks/{task_id}/complete",
        title = "Answer a task",
        description = """
                Answers a task, and the run goes on at once. Only do it when the person asked you to, with the \
                answer they gave. \
                A task takes one answer: CONFLICT tells which one it got already.""",
        readOnly = false,
        destructive = true,
        idempotent = false,
        openWorld = true,
        answer = Task.class)
record CompleteTask(
        @Meaning("Id of the workflow, from workflows_list.") UUID workflowId,

        @Meaning("Id of the run, from workflows_execute_command or workflows_list_runs.")
        UUID runId,

        @Meaning("Id of the task, from tasks_list_pending.") UUID taskId,
        @Meaning("Whether the person approves.") Boolean approved,

        @Meaning("Further fields of the answer, when the task asks for them.") @Nullable
        ObjectNode result,

        @Meaning("Changes to the data of the run: {input: {…}, steps: {<id>: {result: {…}}}}.") @Nullable
        ObjectNode contextEdits,

        @Meaning("Why, in the words of the person.") @Nullable
        String comment,

        @Meaning("Which of the task's options was chosen.") @Nullable
        String option) {}
