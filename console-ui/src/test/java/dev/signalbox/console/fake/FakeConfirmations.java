package dev.signalbox.console.fake;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import tools.jackson.databind.node.ObjectNode;

/** Risky calls that wait, and what was said to them. */
public final class FakeConfirmations {

    private final Table<ObjectNode> waiting = new Table<>();
    private final List<String> answers = new ArrayList<>();

    FakeConfirmations(FakePlatform platform) {
        platform.on("GET", "/v1/confirmations", request -> Answer.page(pending(), request));
        platform.on("POST", "/v1/confirmations/([^/]+)/(confirm|decline)", this::answer);
    }

    void clear() {
        waiting.clear();
        answers.clear();
    }

    public String add(String tool, String token) {
        String id = UUID.randomUUID().toString();
        ObjectNode asked = FakePlatform.JSON.createObjectNode();
        asked.put("id", id).put("tool", tool).put("status", "pending").put("token_name", token);
        asked.putObject("arguments")
                .put("display_name", "CI of the order desk")
                .put("expires_in_days", 90)
                .putArray("scopes")
                .add("workflow:read");
        asked.put("created_at", Instant.now().minusSeconds(20).toString());
        asked.put("expires_at", Instant.now().plusSeconds(280).toString());
        waiting.put(id, asked);
        return id;
    }

    /** Its five minutes are over, or it was answered in another window. */
    public void end(String id) {
        waiting.get(id).put("status", "ended");
    }

    public List<String> answers() {
        return answers;
    }

    private List<ObjectNode> pending() {
        return waiting.all().stream()
                .filter(asked -> asked.get("status").asString().equals("pending"))
                .toList();
    }

    private Answer answer(Request request) {
        ObjectNode asked = waiting.get(request.path().get(0));
        if (!asked.get("status").asString().equals("pending")) {
            return Answer.problem(410, "GONE", "This confirmation was answered, used, or is older than 5 minutes.");
        }
        asked.put("status", request.path().get(1).equals("confirm") ? "confirmed" : "declined");
        answers.add(request.path().get(1) + " " + asked.get("tool").asString());
        return Answer.json(200, asked);
    }
}
