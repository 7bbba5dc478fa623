package dev.signalbox.console.fake;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import tools.jackson.databind.node.ObjectNode;

/** Grants as the platform keeps them, and what clients say of themselves at addresses that do not exist. */
public final class FakeGrants {

    private static final String ONE = "/v1/internal/tenants/([^/]+)/grants/([^/]+)";

    private final Table<ObjectNode> grants = new Table<>();
    private final Map<String, ObjectNode> descriptions = new ConcurrentHashMap<>();
    private volatile boolean down;

    FakeGrants(FakePlatform platform) {
        platform.on("POST", "/v1/internal/grants", this::give);
        platform.on("GET", ONE, this::find);
        platform.on("DELETE", ONE, request -> revoke(request.path().get(1)));
        platform.on("GET", "/v1/grants", request -> Answer.page(grants.all(), request));
        platform.on(
                "DELETE", "/v1/grants/([^/]+)", request -> revoke(request.path().get(0)));
        platform.on("POST", "/v1/internal/client-descriptions/read", this::describe);
    }

    void clear() {
        grants.clear();
        descriptions.clear();
        down = false;
    }

    public List<ObjectNode> all() {
        return grants.all();
    }

    /** As if the person had revoked it at the platform. */
    public void revokeAll() {
        grants.clear();
    }

    public void recover() {
        down = false;
    }

    /** From now on nobody hears whether a grant holds. */
    public void fail() {
        down = true;
    }

    public void add(String client, String host, List<String> scopes) {
        ObjectNode wanted = FakePlatform.JSON.createObjectNode();
        wanted.put("client_name", client).put("client_host", host).put("read_only", false);
        wanted.set("scopes", FakePlatform.JSON.valueToTree(scopes));
        keep(wanted);
    }

    /** A client that can be read about at its address. */
    public void describe(String clientId, String name, String redirectUri) {
        ObjectNode said = FakePlatform.JSON.createObjectNode();
        said.put("client_id", clientId).put("client_name", name);
        said.putArray("redirect_uris").add(redirectUri).add("http://internal.example/");
        descriptions.put(clientId, said);
    }

    /** No address answers any more. */
    public void silence() {
        descriptions.clear();
    }

    private Answer give(Request request) {
        return Answer.json(201, keep((ObjectNode) request.body()));
    }

    private ObjectNode keep(ObjectNode grant) {
        String id = UUID.randomUUID().toString();
        grant.put("id", id);
        grant.putArray("project_ids");
        grant.put("created_at", Instant.now().toString());
        grant.put("expires_at", Instant.now().plus(90, ChronoUnit.DAYS).toString());
        grants.put(id, grant);
        return grant;
    }

    private Answer find(Request request) {
        if (down) {
            return Answer.problem(503, "UNAVAILABLE", "Later.");
        }
        return grants.all().stream()
                .filter(grant ->
                        grant.get("id").asString().equals(request.path().get(1)))
                .filter(grant ->
                        grant.path("tenant_id").asString().equals(request.path().get(0)))
                .findFirst()
                .map(grant -> Answer.json(200, grant))
                .orElseGet(FakeGrants::gone);
    }

    private Answer revoke(String id) {
        boolean there = grants.all().stream()
                .anyMatch(grant -> grant.get("id").asString().equals(id));
        grants.remove(id);
        return there ? Answer.nothing() : gone();
    }

    private Answer describe(Request request) {
        ObjectNode said = descriptions.get(request.body().get("client_id").asString());
        return said == null ? gone() : Answer.json(200, said);
    }

    private static Answer gone() {
        return Answer.problem(404, "NOT_FOUND", "This does not exist.");
    }
}
