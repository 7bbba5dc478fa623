package dev.signalbox.connector.workqueue;

/** Arguments that a record cannot say: lists that must be there, and texts that null clears. */
final class Schemas {

    static final int MOST_TASKS = 50;

    static final String CREATE_LOOP_FROM_TASKS = """
            {"type": "object", "additionalProperties": false, "required": ["loop_name", "task_ids"], "properties": {
              "loop_name": {"type": "string", "description": "A short name that tells what the loop is about."},
              "task_ids": {"type": "array", "items": {"type": "string"}, "minItems": 1, "maxItems": 50,
                "description": "The ids of the tasks that it begins with."},
              "loop_description": {"type": "string", "description": "What people should know about it."}}}
            """;

    static final String BULK_UPDATE_TASKS = """
            {"type": "object", "additionalProperties": false, "required": ["task_ids"], "properties": {
              "task_ids": {"type": "array", "items": {"type": "string"}, "minItems": 1, "maxItems": 50,
                "description": "The ids of the tasks: all of them are changed, or none."},
              "loop_id": {"type": ["string", "null"], "description": "The loop they go to; null takes them out of theirs."},
              "priority": {"type": "string", "enum": ["none", "low", "medium", "high", "urgent"],
                "description": "How much they matter from now on."},
              "status": {"type": "string", "enum": ["approved", "rejected", "in_progress", "shipped", "on_hold"],
                "description": "Where they are from now on."}}}
            """;

    static final String UPDATE_TASK = """
            {"type": "object", "additionalProperties": false, "required": ["task_id"], "properties": {
              "task_id": {"type": "string", "description": "The id of the task."},
              "title": {"type": "string", "description": "In one line, what is to be done."},
              "body": {"type": "string", "description": "What the agent is told that does it."},
              "status": {"type": "string", "enum": ["approved", "rejected", "in_progress", "shipped", "on_hold"],
                "description": "approved: may be done. in_progress: you take it, which one agent at a time can. shipped: done. rejected: will not be done. on_hold: waits."},
              "priority": {"type": "string", "enum": ["none", "low", "medium", "high", "urgent"],
                "description": "How much it matters."},
              "due_date": {"type": ["string", "null"], "description": "A day as 2026-11-28; null clears it."},
              "loop_id": {"type": ["string", "null"], "description": "The loop it goes to; null takes it out of its loop."}}}
            """;

    static final String REORDER_LOOPS = """
            {"type": "object", "additionalProperties": false, "required": ["loop_ids"], "properties": {
              "loop_ids": {"type": "array", "items": {"type": "string"}, "minItems": 1, "maxItems": 2000,
                "description": "Ids of active loops, the first one to be worked on first. Those not named stay behind them."}}}
            """;

    private Schemas() {}
}
