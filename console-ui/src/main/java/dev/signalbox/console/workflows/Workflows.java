package dev.signalbox.console.workflows;

import com.vaadin.flow.spring.annotation.VaadinSessionScope;
import dev.signalbox.console.platform.Address;
import dev.signalbox.console.platform.Page;
import dev.signalbox.console.platform.Platform;
import dev.signalbox.console.platform.Tagged;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.core.ParameterizedTypeReference;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** The workflows the signed-in person may see. */
@Component
@VaadinSessionScope
public class Workflows {

    private static final ParameterizedTypeReference<Page<Workflow>> WORKFLOWS = new ParameterizedTypeReference<>() {};
    private static final ParameterizedTypeReference<Page<WorkflowVersion>> VERSIONS =
            new ParameterizedTypeReference<>() {};

    private final Platform platform;
    private final Map<String, String> names = new ConcurrentHashMap<>();

    Workflows(Platform platform) {
        this.platform = platform;
    }

    public Page<Workflow> list(@Nullable String cursor, int limit) {
        Page<Workflow> page =
                platform.get(Address.of("/v1/workflows").with("cursor", cursor).with("limit", limit), WORKFLOWS);
        page.items().forEach(workflow -> names.put(workflow.id(), workflow.name()));
        return page;
    }

    /** Runs name their workflow by id only; a name is asked for once. */
    public String name(String id) {
        return names.computeIfAbsent(id, unknown -> get(unknown).value().name());
    }

    /** Learns the names of the newest workflows at once, before a list of runs asks for each of them. */
    public void learnNames() {
        if (names.isEmpty()) {
            list(null, 200);
        }
    }

    public Tagged<Workflow> get(String id) {
        return platform.getTagged(Address.of("/v1/workflows/{id}", id), Workflow.class);
    }

    public Tagged<Workflow> create(String name, String description, JsonNode graph) {
        var created = platform.post(
                Address.of("/v1/workflows"),
                Map.of("name", name, "description", description, "graph", graph),
                Workflow.class);
        return get(created.id());
    }

    /** Refused by the platform when the draft changed since the tag was read. */
    public Tagged<Workflow> save(String id, String tag, JsonNode graph) {
        return platform.patch(Address.of("/v1/workflows/{id}", id), tag, Map.of("graph", graph), Workflow.class);
    }

    public ValidationReport validate(String id, JsonNode graph) {
        return platform.post(
                Address.of("/v1/workflows/{id}/validate", id), Map.of("graph", graph), ValidationReport.class);
    }

    /** Publishes exactly the draft that was seen. */
    public WorkflowVersion publish(String id, String tag, String notes) {
        return platform.post(
                Address.of("/v1/workflows/{id}/versions", id), tag, Map.of("notes", notes), WorkflowVersion.class);
    }

    public Page<WorkflowVersion> versions(String id, @Nullable String cursor, int limit) {
        return platform.get(
                Address.of("/v1/workflows/{id}/versions", id)
                        .with("cursor", cursor)
                        .with("limit", limit),
                VERSIONS);
    }

    public WorkflowVersion version(String id, int number) {
        return platform.get(Address.of("/v1/workflows/{id}/versions/{n}", id, number), WorkflowVersion.class);
    }
}
