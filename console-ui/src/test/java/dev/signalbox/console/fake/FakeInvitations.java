package dev.signalbox.console.fake;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import tools.jackson.databind.node.ObjectNode;

/** Links as the platform shows them to the sign-in, which vouches for who accepts. */
public final class FakeInvitations {

    public static final String TEXT = "inv_0000000000000000000000000000003xVrDk";

    private final Map<String, String> open = new ConcurrentHashMap<>();
    private final Map<String, String> joined = new ConcurrentHashMap<>();
    private volatile boolean losing;

    FakeInvitations(FakePlatform platform) {
        platform.on("POST", "/v1/internal/invitations/read", this::read);
        platform.on("POST", "/v1/internal/invitations/accept", this::accept);
    }

    void clear() {
        open.clear();
        joined.clear();
        losing = false;
    }

    public void open(String token, String email) {
        open.put(token, email);
    }

    public void close(String token) {
        open.remove(token);
    }

    /** From now on who accepts joins, but is not told. */
    public void loseAnswers() {
        losing = true;
    }

    /** The address somebody joined with. */
    public Optional<String> joined(String userId) {
        return Optional.ofNullable(joined.get(userId));
    }

    public int joined() {
        return joined.size();
    }

    private Answer read(Request request) {
        String email = open.get(request.body().get("token").asString());
        return email == null ? gone() : Answer.json(200, invited(email));
    }

    private Answer accept(Request request) {
        String email = open.remove(request.body().get("token").asString());
        if (email == null) {
            return gone();
        }
        String person = request.body().get("user_id").asString();
        joined.put(person, email);
        ObjectNode accepted = FakePlatform.JSON.createObjectNode();
        accepted.put("tenant_id", FakePlatform.TENANT).put("user_id", person).put("email", email);
        return losing ? Answer.problem(503, "INTERNAL", "Lost.") : Answer.json(200, accepted);
    }

    private static ObjectNode invited(String email) {
        ObjectNode invited = FakePlatform.JSON.createObjectNode();
        invited.put("tenant_name", "Acme & Sons").put("email", email).put("role", "tenant_admin");
        invited.put("project_name", "Production").put("project_role", "project_contributor");
        invited.put("invited_by", "Ada Bright");
        return invited.put("expires_at", Instant.now().plus(7, ChronoUnit.DAYS).toString());
    }

    private static Answer gone() {
        return Answer.problem(404, "NOT_FOUND", "This invitation does not exist, or is used up. Ask for a new one.");
    }
}
