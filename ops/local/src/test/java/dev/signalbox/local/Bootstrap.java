package dev.signalbox.local;

import java.net.URI;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** Opens the one tenant of a fresh platform, with an owner who has every scope a story needs. */
final class Bootstrap {

    private static final List<String> SCOPES = List.of(
            "workflow:read",
            "workflow:edit",
            "workflow:run",
            "task:read",
            "task:complete",
            "mcp:execute",
            "mcp:read",
            "mcp:write",
            "pat:read",
            "pat:write",
            "queue:read",
            "queue:write",
            "analytics:read");

    private Bootstrap() {}

    static JsonNode tenant(URI platform, SecretFolder secrets) {
        var body = JsonHttp.JSON
                .createObjectNode()
                .put("tenant_name", "Test")
                .put("tenant_slug", "test")
                .put("project_name", "Test project")
                .put("email", "owner@signalbox.test")
                .put("display_name", "Olga Owner");
        SCOPES.forEach(body.putArray("pat_scopes")::add);
        try (var http = new JsonHttp()) {
            return http.post(
                    platform.resolve("/v1/bootstrap"),
                    Map.of("X-Bootstrap-Token", secrets.key("bootstrap-token")),
                    body);
        }
    }
}
