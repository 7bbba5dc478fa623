package dev.signalbox.console.reviews;

import com.vaadin.flow.spring.annotation.VaadinSessionScope;
import dev.signalbox.console.platform.Address;
import dev.signalbox.console.platform.Page;
import dev.signalbox.console.platform.Platform;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.core.ParameterizedTypeReference;
import org.springframework.stereotype.Component;

/** What the remote servers of the active project have changed. */
@Component
@VaadinSessionScope
class ToolReviews {

    private static final String REMOTE = "remote-mcp";
    private static final ParameterizedTypeReference<Page<Instance>> INSTANCES = new ParameterizedTypeReference<>() {};
    private static final ParameterizedTypeReference<Page<ToolReview>> REVIEWS = new ParameterizedTypeReference<>() {};

    private final Platform platform;

    ToolReviews(Platform platform) {
        this.platform = platform;
    }

    private record Instance(String id, String name, String connectorId) {}

    /** A change and where it happened. */
    record Change(String instanceId, String instanceName, ToolReview review) {

        String id() {
            return instanceId + "/" + review.tool() + "/" + review.fingerprint();
        }
    }

    Page<Change> list(@Nullable String cursor, int limit) {
        var instances = platform.get(
                Address.of("/v1/mcp/instances").with("cursor", cursor).with("limit", limit), INSTANCES);
        var changes = instances.items().stream()
                .filter(instance -> instance.connectorId().equals(REMOTE))
                .flatMap(instance -> of(instance).stream())
                .toList();
        return new Page<>(changes, instances.nextCursor());
    }

    private List<Change> of(Instance instance) {
        return platform.get(Address.of("/v1/mcp/instances/{id}/tool-reviews", instance.id()), REVIEWS).items().stream()
                .map(review -> new Change(instance.id(), instance.name(), review))
                .toList();
    }

    void approve(Change change) {
        var path = Address.of(
                "/v1/mcp/instances/{id}/tool-reviews/{tool}/approve",
                change.instanceId(),
                change.review().tool());
        platform.post(path, Map.of("fingerprint", change.review().fingerprint()), Object.class);
    }
}
