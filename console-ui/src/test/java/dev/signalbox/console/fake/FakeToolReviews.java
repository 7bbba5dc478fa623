package dev.signalbox.console.fake;

import java.time.Instant;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/** One remote server whose tools have changed, and an instance that is none. */
public final class FakeToolReviews {

    private final Table<ObjectNode> waiting = new Table<>();
    private final FakeConnectors connectors;

    FakeToolReviews(FakePlatform platform, FakeConnectors connectors) {
        this.connectors = connectors;
        platform.on("GET", "/v1/mcp/instances/remote-1/tool-reviews", request -> Answer.page(waiting.all(), request));
        platform.on("POST", "/v1/mcp/instances/remote-1/tool-reviews/([^/]+)/approve", request -> {
            var tool = request.path().getFirst();
            var asked = request.body().path("fingerprint").asString();
            var known = waiting.all().stream()
                    .anyMatch(one -> one.path("tool").asString().equals(tool)
                            && one.path("fingerprint").asString().equals(asked));
            if (!known) {
                return Answer.problem(409, "CONFLICT", "This has changed again since it was shown.");
            }
            waiting.remove(tool);
            return Answer.json(200, "{\"items\": [], \"next_cursor\": null}");
        });
    }

    void clear() {
        waiting.clear();
    }

    public void add(String tool, String kind, String difference) {
        connectors.add("http-1", "http", "Web");
        connectors.add("remote-1", "remote-mcp", "Weather");
        ObjectNode review = FakePlatform.JSON.createObjectNode();
        review.put("tool", tool).put("kind", kind).put("fingerprint", "f-" + tool);
        review.set("difference", FakePlatform.JSON.valueToTree(List.of(difference)));
        waiting.put(tool, review.put("seen_at", Instant.now().toString()));
    }

    public List<ObjectNode> all() {
        return waiting.all();
    }
}
