package dev.signalbox.console.fake;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import tools.jackson.databind.node.ObjectNode;

/** The people of the workspace and who is invited; the caller is Ada, whatever she is made to be. */
public final class FakeMembers {

    public static final String ADA = "7b0d4b1e-0000-4000-8000-000000000009";

    private final Table<ObjectNode> members = new Table<>();
    private final Table<ObjectNode> invitations = new Table<>();

    FakeMembers(FakePlatform platform) {
        platform.on("GET", "/v1/me", _ -> Answer.json(200, me()));
        platform.on("GET", "/v1/members", request -> Answer.page(members.all(), request));
        platform.on("PATCH", "/v1/members/([^/]+)", this::changeRole);
        platform.on("POST", "/v1/members/([^/]+)/disable", request -> disabled(request, true));
        platform.on("POST", "/v1/members/([^/]+)/enable", request -> disabled(request, false));
        platform.on("GET", "/v1/invitations", request -> Answer.page(invitations.all(), request));
        platform.on("POST", "/v1/invitations", this::invite);
        platform.on("DELETE", "/v1/invitations/([^/]+)", request -> {
            invitations.remove(request.path().get(0));
            return Answer.nothing();
        });
        clear();
    }

    void clear() {
        members.clear();
        invitations.clear();
        put(ADA, "Ada Bright", "tenant_owner");
    }

    /** Makes the one who looks at the page this. */
    public void adaIs(String role) {
        members.get(ADA).put("role", role);
    }

    public String add(String name, String role) {
        String id = UUID.randomUUID().toString();
        put(id, name, role);
        return id;
    }

    private void put(String id, String name, String role) {
        ObjectNode member = FakePlatform.JSON.createObjectNode();
        member.put("user_id", id).put("email", email(name)).put("display_name", name);
        member.put("role", role).put("disabled", false).put("version", 1);
        member.put("created_at", Instant.now().minus(40, ChronoUnit.DAYS).toString());
        members.put(id, member);
    }

    static String email(String name) {
        return name.split(" ", 2)[0].toLowerCase(java.util.Locale.ROOT) + "@acme.test";
    }

    public String role(String id) {
        return members.get(id).get("role").asString();
    }

    public boolean disabled(String id) {
        return members.get(id).get("disabled").asBoolean();
    }

    ObjectNode get(String id) {
        return members.get(id);
    }

    public void invite(String email, String role) {
        String id = UUID.randomUUID().toString();
        ObjectNode invitation = FakePlatform.JSON.createObjectNode();
        invitation.put("id", id).put("email", email).put("role", role);
        invitation.put("created_at", Instant.now().toString());
        invitation.put("expires_at", Instant.now().plus(7, ChronoUnit.DAYS).toString());
        invitations.put(id, invitation);
    }

    public List<ObjectNode> invitations() {
        return invitations.all();
    }

    private ObjectNode me() {
        ObjectNode me = FakePlatform.JSON.createObjectNode();
        String role = role(ADA);
        me.put("user_id", ADA).put("tenant_role", role);
        var rights = me.putArray("rights").add("workflow:read");
        if (!role.equals("tenant_member")) {
            rights.add("member:manage");
        }
        return me;
    }

    private Answer changeRole(Request request) {
        ObjectNode member = members.get(request.path().get(0));
        if (!Objects.equals(request.ifMatch(), "\"" + member.get("version").asInt() + "\"")) {
            return Answer.problem(412, "STALE_VERSION", "Somebody changed this member meanwhile. Read it again.");
        }
        member.put("role", request.body().get("role").asString());
        return Answer.json(200, member.put("version", member.get("version").asInt() + 1));
    }

    /** As if somebody else had changed this member after the page was read. */
    public void touch(String id) {
        ObjectNode member = members.get(id);
        member.put("version", member.get("version").asInt() + 1);
    }

    public void leave(String id) {
        members.get(id).put("disabled", true);
    }

    private Answer disabled(Request request, boolean disabled) {
        return Answer.json(200, members.get(request.path().get(0)).put("disabled", disabled));
    }

    private Answer invite(Request request) {
        String email = request.body().get("email").asString();
        if (members.all().stream()
                .anyMatch(member -> member.get("email").asString().equals(email))) {
            return Answer.problem(409, "ALREADY_EXISTS", "Member " + email + " exists already.");
        }
        invite(email, request.body().get("role").asString());
        ObjectNode made = invitations.all().getLast();
        made.set("project_id", request.body().path("project_id"));
        made.set("project_role", request.body().path("project_role"));
        return Answer.json(201, made.deepCopy().put("token", FakeInvitations.TEXT));
    }
}
