package dev.signalbox.console.fake;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Runs, their events and the stream of what happens to them. */
public final class FakeRuns {

    private final Map<String, ObjectNode> runs = new ConcurrentHashMap<>();
    private final Map<String, List<ObjectNode>> events = new ConcurrentHashMap<>();
    private final Map<String, JsonNode> contexts = new ConcurrentHashMap<>();
    private final List<HttpExchange> listeners = new CopyOnWriteArrayList<>();
    private final List<String> commands = new CopyOnWriteArrayList<>();

    FakeRuns(FakePlatform platform) {
        platform.on("GET", "/v1/runs", this::list);
        platform.on("GET", "/v1/runs/([^/]+)", request -> found(request.path().get(0)));
        platform.on(
                "GET",
                "/v1/workflows/[^/]+/runs/([^/]+)/summary",
                request -> found(request.path().get(0)));
        platform.on("GET", "/v1/workflows/[^/]+/runs/([^/]+)/events", this::events);
        platform.on(
                "GET",
                "/v1/workflows/[^/]+/runs/([^/]+)/context",
                request -> Answer.json(
                        200, contexts.getOrDefault(request.path().get(0), FakePlatform.JSON.createObjectNode())));
        platform.on("GET", "/v1/workflows/[^/]+/runs/([^/]+)/timeline", this::timeline);
        platform.on("POST", "/v1/workflows/([^/]+)/command", this::command);
    }

    void clear() {
        runs.clear();
        events.clear();
        contexts.clear();
        commands.clear();
    }

    /** Adds a run and returns its id. */
    public String add(String workflowId, String status, String phase, Instant startedAt, @Nullable Instant endedAt) {
        String id = UUID.randomUUID().toString();
        ObjectNode run = FakePlatform.JSON.createObjectNode();
        run.put("run_id", id).put("workflow_id", workflowId).put("project_id", FakePlatform.PROJECT);
        run.put("version", 1)
                .put("status", status)
                .put("orchestration_phase", phase)
                .put("trigger", "api");
        run.put("session_id", id).put("credits", 12_500).put("started_at", startedAt.toString());
        run.put("ended_at", endedAt == null ? null : endedAt.toString());
        run.put("run_complete", endedAt != null);
        run.put("duration_ms", (endedAt == null ? Instant.now() : endedAt).toEpochMilli() - startedAt.toEpochMilli());
        runs.put(id, run);
        return id;
    }

    public void change(String id, String status, String phase) {
        node(id).put("status", status).put("orchestration_phase", phase);
        tell(id);
    }

    public void failed(String id, String step, String code, String message) {
        node(id).putObject("error").put("code", code).put("message", message).put("step_id", step);
    }

    /** What the run waits for, to be filled. */
    public ArrayNode blockedOn(String id) {
        return node(id).putArray("blocked_on");
    }

    public void event(String id, String type, @Nullable String step, Instant at, Map<String, ?> data) {
        List<ObjectNode> all = events.computeIfAbsent(id, _ -> new CopyOnWriteArrayList<>());
        ObjectNode event = FakePlatform.JSON.createObjectNode();
        event.put("seq", all.size() + 1).put("type", type).put("step_id", step).put("at", at.toString());
        event.set("data", FakePlatform.JSON.valueToTree(data));
        all.add(event);
    }

    public void context(String id, JsonNode context) {
        contexts.put(id, context);
    }

    /** What the console ordered so far, as {@code "pause <run>"}. */
    public List<String> commands() {
        return commands;
    }

    ObjectNode node(String id) {
        return java.util.Objects.requireNonNull(runs.get(id));
    }

    void tell(String id) {
        byte[] event = ("event: run_event\ndata: {\"run_id\":\"" + id + "\"}\n\n").getBytes(StandardCharsets.UTF_8);
        listeners.removeIf(listener -> gone(listener, event));
    }

    private static boolean gone(HttpExchange listener, byte[] event) {
        try {
            listener.getResponseBody().write(event);
            listener.getResponseBody().flush();
            return false;
        } catch (IOException _) {
            return true;
        }
    }

    /** How many listen now. */
    public int listening() {
        return listeners.size();
    }

    void stream(HttpExchange exchange) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
        exchange.sendResponseHeaders(200, 0);
        exchange.getResponseBody()
                .write("event: ready\ndata: {\"cursor\":\"c0\"}\nid: c0\n\n".getBytes(StandardCharsets.UTF_8));
        exchange.getResponseBody().flush();
        listeners.add(exchange);
    }

    /** Drops every open stream, as a restart of the platform does. */
    public void hangUp() {
        listeners.forEach(HttpExchange::close);
        listeners.clear();
    }

    private Answer found(String id) {
        ObjectNode run = runs.get(id);
        return run == null
                ? Answer.problem(404, "NOT_FOUND", "There is no run " + id + ", or you may not see it.")
                : Answer.json(200, run);
    }

    private Answer list(Request request) {
        List<ObjectNode> matching = new ArrayList<>(runs.values());
        keep(matching, "status", request.query().get("status"));
        keep(matching, "workflow_id", request.query().get("workflow"));
        keep(matching, "orchestration_phase", request.query().get("phase"));
        matching.sort(
                Comparator.comparing((ObjectNode run) -> run.get("started_at").asString())
                        .reversed());
        return Answer.page(matching, request);
    }

    private static void keep(List<ObjectNode> runs, String field, @Nullable String wanted) {
        if (wanted != null) {
            runs.removeIf(run -> !run.get(field).asString().equals(wanted));
        }
    }

    private Answer events(Request request) {
        int after = Integer.parseInt(request.query().getOrDefault("after_seq", "0"));
        List<ObjectNode> all = events.getOrDefault(request.path().get(0), List.of());
        return Answer.page(all.subList(Math.min(after, all.size()), all.size()), request);
    }

    /** What the events say, step by step. */
    private Answer timeline(Request request) {
        var steps = new LinkedHashMap<String, ObjectNode>();
        for (ObjectNode event : events.getOrDefault(request.path().get(0), List.of())) {
            if (event.path("step_id").isString()) {
                StepsSeen.apply(steps, event);
            }
        }
        return Answer.page(List.copyOf(steps.values()), request);
    }

    ObjectNode overview() {
        return FakeReports.overview(List.copyOf(runs.values()));
    }

    ObjectNode series() {
        return FakeReports.series(List.copyOf(runs.values()));
    }

    private Answer command(Request request) {
        String command = request.body().path("command").asString();
        JsonNode params = request.body().path("params");
        if (command.equals("start")) {
            String id = add(request.path().get(0), "running", "executing", Instant.now(), null);
            context(id, FakePlatform.JSON.createObjectNode().set("input", params.path("trigger_payload")));
            event(id, "run_started", null, Instant.now(), Map.of());
            commands.add("start " + params.path("trigger_payload"));
            tell(id);
            return Answer.json(201, node(id));
        }
        String id = params.path("run_id").asString();
        commands.add(command + " " + id);
        switch (command) {
            case "pause" -> change(id, "paused", "paused");
            case "resume" -> change(id, "running", "executing");
            case "stop" -> change(id, "stopped", "stopped");
            default -> {
                return Answer.problem(400, "INVALID_ARGUMENT", command + " is not a command");
            }
        }
        return Answer.json(200, node(id));
    }
}
