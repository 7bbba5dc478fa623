package dev.signalbox.local;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Fills an empty installation over HTTP, as a person with a token would; the second start finds it filled. */
final class Seed {

    private static final String REMEMBERED = "demo.json";
    private static final String EMAIL = "demo@signalbox.test";

    /** What the story needs: see, edit and run workflows, answer tasks, use connectors. Not members, not tokens. */
    private static final List<String> SCOPES = List.of(
            "workflow:read",
            "workflow:edit",
            "workflow:run",
            "task:read",
            "task:complete",
            "mcp:execute",
            "mcp:read",
            "mcp:write",
            "queue:read",
            "queue:write",
            "analytics:read");

    private final Ports ports;
    private final SecretFolder secrets;

    Seed(Ports ports, SecretFolder secrets) {
        this.ports = ports;
        this.secrets = secrets;
    }

    Demo once() {
        try (var http = new JsonHttp()) {
            var demo = remembered();
            if (demo == null) {
                demo = remember(bootstrap(http));
            }
            if (!demo.complete()) {
                addSignin(http, demo);
                addConnector(http, demo);
                addWorkflows(http, demo);
                demo = remember(demo.completed());
            }
            return demo;
        }
    }

    private @Nullable Demo remembered() {
        return secrets.read(REMEMBERED)
                .map(json -> JsonHttp.JSON.readValue(json, Demo.class))
                .orElse(null);
    }

    private Demo remember(Demo demo) {
        secrets.write(REMEMBERED, JsonHttp.JSON.writeValueAsString(demo));
        return demo;
    }

    private Demo bootstrap(JsonHttp http) {
        var body = JsonHttp.JSON
                .createObjectNode()
                .put("tenant_name", "Demo")
                .put("tenant_slug", "demo")
                .put("project_name", "Demo project")
                .put("email", EMAIL)
                .put("display_name", "Demo Operator");
        SCOPES.forEach(body.putArray("pat_scopes")::add);
        var made = http.post(
                ports.address(Port.PLATFORM).resolve("/v1/bootstrap"),
                Map.of("X-Bootstrap-Token", secrets.key("bootstrap-token")),
                body);
        return new Demo(
                made.get("tenant_id").stringValue(),
                made.get("project_id").stringValue(),
                made.get("user_id").stringValue(),
                made.get("pat").stringValue(),
                EMAIL,
                secrets.password("demo-password"),
                false);
    }

    private void addSignin(JsonHttp http, Demo demo) {
        http.post(
                ports.address(Port.CONSOLE).resolve("/internal/signin-users"),
                Map.of("Authorization", "Service " + secrets.key("service-secret")),
                JsonHttp.JSON
                        .createObjectNode()
                        .put("user_id", demo.userId())
                        .put("email", demo.email())
                        .put("password", demo.password()));
    }

    private void addConnector(JsonHttp http, Demo demo) {
        var address = ports.address(Port.PLATFORM).resolve("/v1/mcp/instances");
        if (!names(http.get(address, bearer(demo))).contains("HTTP")) {
            http.post(address, bearer(demo), read("connector.json"));
        }
    }

    private void addWorkflows(JsonHttp http, Demo demo) {
        var address = ports.address(Port.PLATFORM).resolve("/v1/workflows");
        var present = names(http.get(address, bearer(demo)));
        for (var file : List.of("approve.json", "branches.json", "parallel.json")) {
            var workflow = read(file);
            if (!present.contains(workflow.get("name").stringValue())) {
                var made = http.post(address, bearer(demo), workflow);
                var versions =
                        "/v1/workflows/%s/versions".formatted(made.get("id").stringValue());
                http.post(address.resolve(versions), bearer(demo), JsonHttp.JSON.createObjectNode());
            }
        }
    }

    private static Set<String> names(JsonNode page) {
        var names = new HashSet<String>();
        page.get("items").forEach(item -> names.add(item.get("name").stringValue()));
        return names;
    }

    private static Map<String, String> bearer(Demo demo) {
        return Map.of("Authorization", "Bearer " + demo.pat());
    }

    private ObjectNode read(String file) {
        var text = Resources.text("demo/" + file)
                .replace("127.0.0.1:8081", "127.0.0.1:" + ports.of(Port.PLATFORM_MANAGEMENT));
        return (ObjectNode) JsonHttp.JSON.readTree(text);
    }
}
