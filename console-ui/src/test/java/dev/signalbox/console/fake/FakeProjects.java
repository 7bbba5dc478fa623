package dev.signalbox.console.fake;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import tools.jackson.databind.node.ObjectNode;

/** Projects and who has a role of their own in them. */
public final class FakeProjects {

    private final Table<ObjectNode> projects = new Table<>();
    private final Map<String, Table<ObjectNode>> members = new ConcurrentHashMap<>();
    private final FakeMembers people;

    FakeProjects(FakePlatform platform, FakeMembers people) {
        this.people = people;
        platform.on("GET", "/v1/projects", request -> Answer.page(projects.all(), request));
        platform.on(
                "GET",
                "/v1/projects/([^/]+)",
                request -> Answer.json(200, projects.get(request.path().get(0))));
        platform.on(
                "GET",
                "/v1/projects/([^/]+)/members",
                request -> Answer.page(in(request.path().get(0)).all(), request));
        platform.on("PUT", "/v1/projects/([^/]+)/members/([^/]+)", this::put);
        platform.on("DELETE", "/v1/projects/([^/]+)/members/([^/]+)", request -> {
            in(request.path().get(0)).remove(request.path().get(1));
            return Answer.nothing();
        });
    }

    void clear() {
        projects.clear();
        members.clear();
    }

    /** @param role what Ada is in it */
    public String add(String id, String name, boolean open, String role) {
        ObjectNode project = FakePlatform.JSON.createObjectNode();
        project.put("id", id)
                .put("slug", name.toLowerCase(java.util.Locale.ROOT))
                .put("name", name);
        projects.put(id, project.put("public", open).put("role", role).put("version", 1));
        return id;
    }

    public void give(String project, String user, String role) {
        ObjectNode member = people.get(user).deepCopy();
        member.put("role", role)
                .put("created_at", Instant.now().minus(12, ChronoUnit.DAYS).toString());
        in(project).remove(user);
        in(project).put(user, member);
    }

    /** Roles by name. */
    public Map<String, String> roles(String project) {
        return in(project).all().stream()
                .collect(Collectors.toMap(member -> member.get("display_name").asString(), member -> member.get("role")
                        .asString()));
    }

    private Table<ObjectNode> in(String project) {
        return members.computeIfAbsent(project, _ -> new Table<>());
    }

    private Answer put(Request request) {
        String project = request.path().get(0);
        String user = request.path().get(1);
        give(project, user, request.body().get("role").asString());
        return Answer.json(200, in(project).get(user));
    }
}
