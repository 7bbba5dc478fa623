package dev.signalbox.console.fake;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Drafts, validation and published versions. */
public final class FakeWorkflows {

    private final Table<ObjectNode> workflows = new Table<>();
    private final Table<List<ObjectNode>> versions = new Table<>();

    FakeWorkflows(FakePlatform platform) {
        platform.on("GET", "/v1/workflows", request -> Answer.page(workflows.all(), request));
        platform.on("POST", "/v1/workflows", this::create);
        platform.on("GET", "/v1/workflows/([^/]+)", this::get);
        platform.on("PATCH", "/v1/workflows/([^/]+)", this::update);
        platform.on("POST", "/v1/workflows/([^/]+)/validate", this::validate);
        platform.on(
                "GET",
                "/v1/workflows/([^/]+)/versions",
                request -> Answer.page(versions.get(request.path().get(0)).reversed(), request));
        platform.on(
                "GET",
                "/v1/workflows/([^/]+)/versions/([0-9]+)",
                request -> Answer.json(
                        200,
                        versions.get(request.path().get(0))
                                .get(Integer.parseInt(request.path().get(1)) - 1)));
        platform.on("POST", "/v1/workflows/([^/]+)/versions", this::publish);
    }

    void clear() {
        workflows.clear();
        versions.clear();
    }

    public String add(String name, String description, String graph) {
        String id = UUID.randomUUID().toString();
        ObjectNode workflow = FakePlatform.JSON.createObjectNode();
        workflow.put("id", id)
                .put("name", name)
                .put("description", description)
                .put("project_id", FakePlatform.PROJECT);
        workflow.set("graph", FakePlatform.JSON.readTree(graph));
        workflow.put("revision", 1).put("latest_version", (Integer) null);
        workflow.put("created_at", "2026-11-18T09:00:00Z")
                .put("updated_at", Instant.now().minusSeconds(5400).toString());
        workflows.put(id, workflow);
        versions.put(id, new ArrayList<>());
        return id;
    }

    public String published(String name, String description, String graph) {
        String id = add(name, description, graph);
        freeze(id);
        return id;
    }

    /** Somebody saved it meanwhile. */
    public void changedElsewhere(String id) {
        ObjectNode workflow = workflows.get(id);
        workflow.put("revision", workflow.get("revision").asInt() + 1);
    }

    public JsonNode draft(String id) {
        return workflows.get(id).get("graph");
    }

    public int versions(String id) {
        return versions.get(id).size();
    }

    private ObjectNode freeze(String id) {
        ObjectNode version = FakePlatform.JSON.createObjectNode();
        int number = versions.get(id).size() + 1;
        version.put("workflow_id", id)
                .put("version", number)
                .put("published_at", Instant.now().toString());
        version.set("graph", workflows.get(id).get("graph"));
        versions.get(id).add(version);
        workflows.get(id).put("latest_version", number);
        return version;
    }

    private Answer create(Request request) {
        String id = add(
                request.body().path("name").asString(),
                request.body().path("description").asString(""),
                request.body().path("graph").toString());
        return Answer.json(201, workflows.get(id)).tagged("\"1\"");
    }

    private Answer get(Request request) {
        String id = request.path().get(0);
        return workflows.has(id)
                ? tagged(workflows.get(id))
                : Answer.problem(404, "NOT_FOUND", "There is no such workflow, or you may not see it.");
    }

    private static Answer tagged(ObjectNode workflow) {
        return Answer.json(200, workflow).tagged("\"" + workflow.get("revision").asInt() + "\"");
    }

    private Answer update(Request request) {
        ObjectNode workflow = workflows.get(request.path().get(0));
        if (!("\"" + workflow.get("revision").asInt() + "\"").equals(request.ifMatch())) {
            return Answer.problem(
                    412, "STALE_VERSION", "Somebody changed this workflow meanwhile. Read it again and merge.");
        }
        workflow.set("graph", request.body().get("graph"));
        workflow.put("revision", workflow.get("revision").asInt() + 1);
        return tagged(workflow);
    }

    private Answer validate(Request request) {
        JsonNode graph = request.body().path("graph");
        ObjectNode report = FakePlatform.JSON.createObjectNode();
        var issues = report.putArray("issues");
        for (JsonNode step : graph.path("steps")) {
            if (step.path("type").asString("").isEmpty()) {
                issues.addObject()
                        .put("severity", "error")
                        .put("code", "TYPE_MISSING")
                        .put("step_id", step.path("id").asString())
                        .put("path", "/steps/0/type")
                        .put("message", "The step has no type.")
                        .put("hint", "Give it one, for example lua_script.");
            }
        }
        report.put("valid", issues.isEmpty());
        report.put("checks_performed", 11);
        return Answer.json(200, report);
    }

    private Answer publish(Request request) {
        return Answer.json(201, freeze(request.path().get(0)));
    }
}
