package dev.signalbox.connector.workqueue;

import dev.signalbox.connector.testkit.ConnectorContract;
import dev.signalbox.connector.testkit.Example;
import dev.signalbox.connector.testkit.Results;
import java.util.List;

class WorkqueueContractTest extends ConnectorContract {

    private static final String NOBODY = "01ARYZ6S41TSV4RRFFQ69G5FAV";

    @Override
    protected String connector() {
        return "loops";
    }

    @Override
    protected String settings() {
        return "{\"workspace_name\": \"The shop\", \"ai_context\": \"Be careful.\"}";
    }

    @Override
    protected List<Example> examples() {
        return List.of(
                Example.of("loopsmcp_get_workspace", "{}"),
                Example.of("loopsmcp_get_workflow", "{\"workflow\": \"triage\"}"),
                Example.of("loopsmcp_create_loop", "{\"name\": \"Doors\", \"ai_context\": \"Red ones first.\"}"),
                Example.of("loopsmcp_create_task", "{\"title\": \"Paint\", \"priority\": \"high\"}"),
                Example.of("loopsmcp_list_tasks", "{\"status\": \"open\"}"),
                ofTask("loopsmcp_get_task"),
                Example.after("loopsmcp_bulk_update_tasks", results -> """
                        {"task_ids": ["%s"], "status": "approved", "loop_id": "%s"}""".formatted(task(results), loop(results))),
                Example.of("loopsmcp_get_next_work", "{}"),
                Example.after("loopsmcp_update_task", results -> """
                        {"task_id": "%s", "status": "in_progress", "due_date": "2026-12-24"}""".formatted(task(results))),
                ofLoop("loopsmcp_get_loop"),
                Example.of("loopsmcp_list_loops", "{}"),
                Example.of("loopsmcp_get_loop_queue", "{}"),
                Example.of("loopsmcp_get_queue_stats", "{}"),
                Example.after("loopsmcp_set_loop_priority", results -> "{\"loop_id\": \"%s\", \"priority\": 2.5}"
                        .formatted(loop(results))),
                Example.after("loopsmcp_reorder_loops", results -> "{\"loop_ids\": [\"%s\"]}".formatted(loop(results))),
                ofLoop("loopsmcp_close_loop"),
                ofLoop("loopsmcp_reopen_loop"),
                Example.after(
                        "loopsmcp_create_loop_from_tasks",
                        results -> "{\"loop_name\": \"Windows\", \"task_ids\": [\"%s\"]}".formatted(task(results))),
                ofLoop("loopsmcp_ship_loop"),
                ofTask("loopsmcp_delete_task"));
    }

    @Override
    protected List<Example> refused() {
        return List.of(
                Example.of("loopsmcp_get_task", "{\"task_id\": \"17\"}"),
                Example.of("loopsmcp_create_task", "{\"title\": \" \"}"),
                Example.of("loopsmcp_update_task", "{\"task_id\": \"%s\", \"due_date\": \"soon\"}".formatted(NOBODY)),
                Example.of("loopsmcp_set_loop_priority", "{\"loop_id\": \"%s\", \"priority\": -1}".formatted(NOBODY)),
                Example.of("loopsmcp_reorder_loops", "{\"loop_ids\": [\"%1$s\", \"%1$s\"]}".formatted(NOBODY)));
    }

    private static Example ofTask(String tool) {
        return Example.after(tool, results -> "{\"task_id\": \"%s\"}".formatted(task(results)));
    }

    private static Example ofLoop(String tool) {
        return Example.after(tool, results -> "{\"loop_id\": \"%s\"}".formatted(loop(results)));
    }

    private static String task(Results results) {
        return results.text("loopsmcp_create_task", "/task/id");
    }

    private static String loop(Results results) {
        return results.text("loopsmcp_create_loop", "/loop/id");
    }
}
