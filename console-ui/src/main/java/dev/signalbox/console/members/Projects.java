package dev.signalbox.console.members;

import com.vaadin.flow.spring.annotation.VaadinSessionScope;
import dev.signalbox.console.platform.Address;
import dev.signalbox.console.platform.Page;
import dev.signalbox.console.platform.Platform;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.core.ParameterizedTypeReference;
import org.springframework.stereotype.Component;

/** The projects the viewer sees, and who works in them. */
@Component
@VaadinSessionScope
class Projects {

    private static final ParameterizedTypeReference<Page<Project>> PROJECTS = new ParameterizedTypeReference<>() {};
    private static final ParameterizedTypeReference<Page<ProjectMember>> MEMBERS =
            new ParameterizedTypeReference<>() {};
    private static final int MOST = 200;

    private final Platform platform;

    Projects(Platform platform) {
        this.platform = platform;
    }

    Page<Project> list(@Nullable String cursor, int limit) {
        return platform.get(Address.of("/v1/projects").with("cursor", cursor).with("limit", limit), PROJECTS);
    }

    /** As many as anybody chooses from. */
    List<Project> first() {
        return list(null, MOST).items();
    }

    Project get(String project) {
        return platform.get(Address.of("/v1/projects/{id}", project), Project.class);
    }

    Page<ProjectMember> members(String project, @Nullable String cursor, int limit) {
        return platform.get(
                Address.of("/v1/projects/{id}/members", project)
                        .with("cursor", cursor)
                        .with("limit", limit),
                MEMBERS);
    }

    /** As many as may be counted at once. */
    List<ProjectMember> firstMembers(String project) {
        return members(project, null, MOST).items();
    }

    void give(Project project, String user, ProjectRole role) {
        platform.put(at(project, user), Map.of("role", role), ProjectMember.class);
    }

    void remove(Project project, ProjectMember member) {
        platform.delete(at(project, member.userId()));
    }

    private static Address at(Project project, String user) {
        return Address.of("/v1/projects/{project}/members/{user}", project.id(), user);
    }
}
