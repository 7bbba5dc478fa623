package dev.signalbox.bench;

import java.io.IOException;
import java.util.UUID;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What a client does with the platform over REST, as the owner of the one tenant. */
final class Platform {

    private static final JsonMapper JSON = JsonMapper.shared();

    private final int port;
    private final JsonNode owner;

    private Platform(int port, JsonNode owner) {
        this.port = port;
        this.owner = owner;
    }

    static Platform bootstrap(PlatformNode node) throws IOException {
        try (var http = new Http(node.port(), "X-Bootstrap-Token: " + node.bootstrapToken())) {
            var answer = http.post("/v1/bootstrap", """
                    {"tenant_name": "Bench", "tenant_slug": "bench", "project_name": "Bench", "email": "owner@signalbox.test",
                     "display_name": "Olga Owner",
                     "pat_scopes": ["workflow:read", "workflow:edit", "workflow:run", "task:read", "task:complete"]}
                    """);
            return new Platform(node.port(), JSON.readTree(answer));
        }
    }

    Http open() throws IOException {
        return new Http(port, "Authorization: Bearer " + token());
    }

    String token() {
        return owner.get("pat").stringValue();
    }

    UUID tenant() {
        return UUID.fromString(owner.get("tenant_id").stringValue());
    }

    /** Its id. */
    String publish(String name, String graph) throws IOException {
        try (var http = open()) {
            var made = JSON.readTree(
                    http.post("/v1/workflows", "{\"name\": \"%s\", \"graph\": %s}".formatted(name, graph)));
            var id = made.get("id").stringValue();
            http.post("/v1/workflows/" + id + "/versions", "{}");
            return id;
        }
    }

    /** The run's id. */
    UUID start(String workflow) throws IOException {
        try (var http = open()) {
            return UUID.fromString(
                    JSON.readTree(start(http, workflow)).get("run_id").stringValue());
        }
    }

    static String start(Http http, String workflow) throws IOException {
        return http.post("/v1/workflows/" + workflow + "/command", "{\"command\": \"start\", \"params\": {}}");
    }

    static void approve(Http http, String workflow, Tasks.Open task) throws IOException {
        http.post(
                "/v1/workflows/%s/runs/%s/tasks/%s/complete".formatted(workflow, task.run(), task.task()),
                "{\"approved\": true}");
    }
}
