package dev.signalbox.console.secrets;

import com.vaadin.flow.spring.annotation.VaadinSessionScope;
import dev.signalbox.console.platform.Address;
import dev.signalbox.console.platform.Page;
import dev.signalbox.console.platform.Platform;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.core.ParameterizedTypeReference;
import org.springframework.stereotype.Component;

/** The secrets of the project one works in. */
@Component
@VaadinSessionScope
class Secrets {

    private static final ParameterizedTypeReference<Page<ProjectSecret>> SECRETS =
            new ParameterizedTypeReference<>() {};
    private static final ParameterizedTypeReference<Page<Instance>> INSTANCES = new ParameterizedTypeReference<>() {};

    private final Platform platform;

    Secrets(Platform platform) {
        this.platform = platform;
    }

    /** A connector's instance, as far as one chooses it here. */
    record Instance(String id, String name) {}

    /** @param value null keeps the one there is */
    record Written(
            String name,
            @Nullable String value,
            @Nullable String description,
            List<String> hosts,
            List<String> instances) {

        private Map<String, Object> body() {
            var body = new HashMap<String, Object>(Map.of("hosts", hosts, "instances", instances));
            if (value != null) {
                body.put("value", value);
            }
            if (description != null) {
                body.put("description", description);
            }
            return body;
        }

        @Override
        public String toString() {
            return "Written[" + name + "]";
        }
    }

    record Shown(String name, String value) {

        @Override
        public String toString() {
            return "Shown[" + name + "]";
        }
    }

    Page<ProjectSecret> list(@Nullable String cursor, int limit) {
        return platform.get(
                Address.of("/v1/vault/secrets").with("cursor", cursor).with("limit", limit), SECRETS);
    }

    List<Instance> instances() {
        return platform.get(Address.of("/v1/mcp/instances").with("limit", 200), INSTANCES)
                .items();
    }

    void create(Written written) {
        var body = written.body();
        body.put("name", written.name());
        platform.post(Address.of("/v1/vault/secrets"), body, ProjectSecret.class);
    }

    void replace(ProjectSecret seen, Written written) {
        platform.put(
                Address.of("/v1/vault/secrets/{name}", seen.name()),
                "\"%d\"".formatted(seen.version()),
                written.body(),
                ProjectSecret.class);
    }

    Shown reveal(ProjectSecret secret, String reason) {
        return platform.post(
                Address.of("/v1/vault/secrets/{name}/reveal", secret.name()), Map.of("reason", reason), Shown.class);
    }

    void delete(ProjectSecret secret) {
        platform.delete(Address.of("/v1/vault/secrets/{name}", secret.name()));
    }
}
