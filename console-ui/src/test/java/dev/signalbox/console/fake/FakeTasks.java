package dev.signalbox.console.fake;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import tools.jackson.databind.node.ObjectNode;

/** Human tasks and what was answered. */
public final class FakeTasks {

    private final FakePlatform platform;
    private final Table<ObjectNode> tasks = new Table<>();
    private final List<String> answers = new ArrayList<>();

    FakeTasks(FakePlatform platform) {
        this.platform = platform;
        platform.on("GET", "/v1/tasks/pending", request -> Answer.page(pending(), request));
        platform.on(
                "GET",
                "/v1/workflows/[^/]+/runs/([^/]+)/tasks/pending",
                request -> Answer.page(
                        pending().stream()
                                .filter(task -> task.get("run_id")
                                        .asString()
                                        .equals(request.path().get(0)))
                                .toList(),
                        request));
        platform.on("POST", "/v1/workflows/[^/]+/runs/[^/]+/tasks/([^/]+)/complete", this::complete);
    }

    void clear() {
        tasks.clear();
        answers.clear();
    }

    public String add(String runId, String step, String title, String body) {
        String id = UUID.randomUUID().toString();
        ObjectNode task = FakePlatform.JSON.createObjectNode();
        task.put("task_id", id).put("run_id", runId).put("step_id", step).put("status", "open");
        task.put("workflow_id", platform.runs.node(runId).get("workflow_id").asString());
        task.put("project_id", FakePlatform.PROJECT)
                .put("task_type", "approval")
                .put("name", "Approve the order");
        task.putObject("payload").put("title", title).put("body", body).put("amount", 420);
        task.putArray("options");
        task.putArray("assignees");
        task.put("created_at", Instant.now().minusSeconds(240).toString());
        tasks.put(id, task);
        return id;
    }

    /** Somebody else was faster. */
    public void answeredElsewhere(String id) {
        tasks.get(id).put("status", "completed");
    }

    public List<String> answers() {
        return answers;
    }

    private List<ObjectNode> pending() {
        return tasks.all().stream()
                .filter(task -> task.get("status").asString().equals("open"))
                .toList();
    }

    private Answer complete(Request request) {
        ObjectNode task = tasks.get(request.path().get(0));
        if (!task.get("status").asString().equals("open")) {
            return Answer.problem(409, "CONFLICT", "Mo Weaver approved this task at 12:03. Nothing was changed.");
        }
        task.put("status", "completed");
        answers.add(request.body().path("approved").asBoolean() + " "
                + request.body().path("comment").asString(""));
        platform.runs.change(task.get("run_id").asString(), "completed", "completed");
        return Answer.json(200, task);
    }
}
