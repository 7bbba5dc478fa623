package dev.signalbox.console.fake;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Personal access tokens; the text of one is told once. */
public final class FakeTokens {

    public static final String TEXT = "pat_0000000000000000000000000000003xVrDk";

    private final Table<ObjectNode> pats = new Table<>();

    FakeTokens(FakePlatform platform) {
        platform.on("GET", "/v1/pats", request -> Answer.page(pats.all(), request));
        platform.on("POST", "/v1/pats", this::create);
        platform.on("DELETE", "/v1/pats/([^/]+)", request -> {
            pats.get(request.path().get(0)).put("revoked_at", Instant.now().toString());
            return Answer.nothing();
        });
    }

    void clear() {
        pats.clear();
    }

    public String add(String name, List<String> scopes, @Nullable Instant lastUsed) {
        String id = UUID.randomUUID().toString();
        ObjectNode pat = FakePlatform.JSON.createObjectNode();
        pat.put("id", id).put("display_name", name).put("read_only", false);
        pat.set("scopes", FakePlatform.JSON.valueToTree(scopes));
        pat.put("created_at", Instant.now().minus(9, ChronoUnit.DAYS).toString());
        pat.put("expires_at", Instant.now().plus(81, ChronoUnit.DAYS).toString());
        pat.put("last_used_at", lastUsed == null ? null : lastUsed.toString());
        pats.put(id, pat);
        return id;
    }

    public boolean revoked(String id) {
        return pats.get(id).hasNonNull("revoked_at");
    }

    public List<ObjectNode> all() {
        return pats.all();
    }

    private Answer create(Request request) {
        List<String> scopes = request.body()
                .path("scopes")
                .valueStream()
                .map(JsonNode::asString)
                .toList();
        String id = add(request.body().path("display_name").asString(), scopes, null);
        return Answer.json(201, pats.get(id).deepCopy().put("token", TEXT));
    }
}
