package dev.signalbox.console.fake;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Instances of one connector, with profiles and credentials; what is secret of one is never told. */
public final class FakeConnectors {

    private static final String CATALOGUE = """
            {"connector_id": "http", "server_url": "connector://http", "display_name": "HTTP", "description": "Calls an API.",
             "version": "1.0.0", "authentication": ["api_key", "basic", "bearer", "none"],
             "settings_schema": {"type": "object", "properties": {
               "base_url": {"type": "string", "format": "uri", "description": "Where paths start."},
               "allowed_hosts": {"type": "array", "items": {"type": "string"}, "description": "Hosts that may be called."},
               "default_headers": {"type": "object", "additionalProperties": {"type": "string"}, "description": "Sent with every call."},
               "timeout_seconds": {"type": "integer", "default": 30, "description": "How long a call may take."},
               "honours_idempotency_key": {"type": "boolean", "default": false, "description": "Whether repeats are harmless."}}}}
            """;

    private final Table<ObjectNode> instances = new Table<>();
    private final Map<String, List<ObjectNode>> profiles = new HashMap<>();
    private final Table<ObjectNode> credentials = new Table<>();
    private final List<JsonNode> given = new ArrayList<>();

    FakeConnectors(FakePlatform platform) {
        JsonNode connector = FakePlatform.JSON.readTree(CATALOGUE);
        platform.on("GET", "/v1/mcp/platform-catalog", request -> Answer.page(List.of(connector), request));
        platform.on("GET", "/v1/mcp/servers/http", _ -> Answer.json(200, connector));
        platform.on("GET", "/v1/mcp/instances", request -> Answer.page(instances.all(), request));
        platform.on(
                "POST",
                "/v1/mcp/instances",
                request -> Answer.json(
                        201,
                        instances.get(add(
                                request.body().path("name").asString(),
                                request.body().path("settings")))));
        String one = "/v1/mcp/instances/([^/]+)";
        platform.on(
                "GET",
                one,
                request -> Answer.json(200, instances.get(request.path().get(0))));
        platform.on("DELETE", one, request -> {
            instances.remove(request.path().get(0));
            return Answer.nothing();
        });
        platform.on(
                "GET",
                one + "/tools",
                request -> Answer.page(
                        List.of(
                                FakePlatform.JSON.readTree(
                                        "{\"name\": \"http_get\", \"title\": \"Get\", \"description\": \"Reads an address.\", \"risk\": \"read\"}")),
                        request));
        platform.on("GET", one + "/config-profiles", request -> Answer.page(profiles(request), request));
        platform.on("POST", one + "/config-profiles", request -> {
            var profile = profile(
                    request.body().path("name").asString(), request.body().path("settings"), false);
            profiles(request).add(profile);
            return Answer.json(201, profile);
        });
        platform.on("PUT", one + "/config-profiles/([^/]+)", request -> {
            var profile = profile(request);
            profile.set("settings", request.body().path("settings"));
            return Answer.json(200, profile.put("version", 2));
        });
        platform.on("POST", one + "/config-profiles/([^/]+)/set-active", request -> {
            profiles(request)
                    .forEach(each -> each.put(
                            "active",
                            each.path("name").asString().equals(request.path().get(1))));
            return Answer.json(
                    200,
                    instances
                            .get(request.path().get(0))
                            .put("active_profile", request.path().get(1)));
        });
        platform.on(
                "POST",
                one + "/config-profiles/([^/]+)/validate",
                request -> Answer.json(
                        200,
                        profile(request).at("/settings/base_url").asString("").isEmpty()
                                ? "{\"valid\": false, \"message\": \"There is no base_url to try.\"}"
                                : "{\"valid\": true}"));
        platform.on("GET", one + "/credentials", request -> Answer.page(credentials.all(), request));
        platform.on("POST", one + "/credentials", this::keep);
        platform.on("DELETE", "/v1/connections/([^/]+)", request -> {
            credentials.remove(request.path().get(0));
            return Answer.nothing();
        });
    }

    void clear() {
        instances.clear();
        profiles.clear();
        credentials.clear();
        given.clear();
    }

    public String add(String name, JsonNode settings) {
        String id = UUID.randomUUID().toString();
        add(id, "http", name);
        profiles.put(id, new ArrayList<>(List.of(profile("default", settings, true))));
        return id;
    }

    void add(String id, String connector, String name) {
        ObjectNode instance = FakePlatform.JSON.createObjectNode();
        instance.put("id", id)
                .put("connector_id", connector)
                .put("name", name)
                .put("enabled", true)
                .put("version", 1);
        instance.put("active_profile", "default")
                .put("updated_at", Instant.now().toString());
        instances.put(id, instance);
    }

    public String add(String name, String settings) {
        return add(name, FakePlatform.JSON.readTree(settings));
    }

    public List<ObjectNode> all() {
        return instances.all();
    }

    public List<ObjectNode> profilesOf(String instance) {
        return profiles.getOrDefault(instance, List.of());
    }

    /** What people gave, with the secrets. */
    public List<JsonNode> given() {
        return given;
    }

    private static ObjectNode profile(String name, JsonNode settings, boolean active) {
        ObjectNode profile = FakePlatform.JSON.createObjectNode();
        profile.put("name", name).put("active", active).put("version", 1);
        profile.set("settings", settings);
        return profile.put("updated_at", Instant.now().toString());
    }

    private List<ObjectNode> profiles(Request request) {
        return profiles.getOrDefault(request.path().get(0), new ArrayList<>());
    }

    private ObjectNode profile(Request request) {
        return profiles(request).stream()
                .filter(each ->
                        each.path("name").asString().equals(request.path().get(1)))
                .findFirst()
                .orElseThrow();
    }

    private Answer keep(Request request) {
        given.add(request.body());
        String id = UUID.randomUUID().toString();
        ObjectNode credential = FakePlatform.JSON.createObjectNode();
        credential.put("id", id).put("kind", request.body().path("kind").asString());
        if (request.body().has("username")) {
            credential.put("username", request.body().path("username").asString());
        }
        if (request.body().has("profile")) {
            credential.put("profile", request.body().path("profile").asString());
        }
        credential.put("updated_at", Instant.now().toString());
        credentials.put(id, credential);
        return Answer.json(200, credential);
    }
}
