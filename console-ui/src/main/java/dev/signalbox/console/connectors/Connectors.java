package dev.signalbox.console.connectors;

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
import tools.jackson.databind.node.ObjectNode;

/** The connectors of the project one works in. */
@Component
@VaadinSessionScope
class Connectors {

    private static final ParameterizedTypeReference<Page<Connector>> CATALOGUE = new ParameterizedTypeReference<>() {};
    private static final ParameterizedTypeReference<Page<Instance>> INSTANCES = new ParameterizedTypeReference<>() {};
    private static final ParameterizedTypeReference<Page<Profile>> PROFILES = new ParameterizedTypeReference<>() {};
    private static final ParameterizedTypeReference<Page<Credential>> CREDENTIALS =
            new ParameterizedTypeReference<>() {};
    private static final ParameterizedTypeReference<Page<Tool>> TOOLS = new ParameterizedTypeReference<>() {};

    private final Platform platform;

    Connectors(Platform platform) {
        this.platform = platform;
    }

    record Tool(String name, String title, String description, String risk) {}

    /** @param message why it does not work, and what to correct */
    record Check(boolean valid, @Nullable String message) {}

    List<Connector> catalogue() {
        return platform.get(Address.of("/v1/mcp/platform-catalog"), CATALOGUE).items();
    }

    Connector connector(String id) {
        return platform.get(Address.of("/v1/mcp/servers/{id}", id), Connector.class);
    }

    Page<Instance> list(@Nullable String cursor, int limit) {
        return platform.get(
                Address.of("/v1/mcp/instances").with("cursor", cursor).with("limit", limit), INSTANCES);
    }

    Instance get(String id) {
        return platform.get(Address.of("/v1/mcp/instances/{id}", id), Instance.class);
    }

    Instance create(Connector connector, String name, ObjectNode settings) {
        return platform.post(
                Address.of("/v1/mcp/instances"),
                Map.of("connector_id", connector.connectorId(), "name", name, "settings", settings),
                Instance.class);
    }

    void enable(Instance seen, boolean enabled) {
        platform.patch(
                Address.of("/v1/mcp/instances/{id}", seen.id()),
                "\"%d\"".formatted(seen.version()),
                Map.of("enabled", enabled),
                Instance.class);
    }

    void delete(Instance instance) {
        platform.delete(Address.of("/v1/mcp/instances/{id}", instance.id()));
    }

    List<Tool> tools(Instance instance) {
        return platform.get(Address.of("/v1/mcp/instances/{id}/tools", instance.id()), TOOLS)
                .items();
    }

    List<Profile> profiles(Instance instance) {
        return platform.get(Address.of("/v1/mcp/instances/{id}/config-profiles", instance.id()), PROFILES)
                .items();
    }

    void create(Instance instance, String profile, ObjectNode settings) {
        platform.post(
                Address.of("/v1/mcp/instances/{id}/config-profiles", instance.id()),
                Map.of("name", profile, "settings", settings),
                Profile.class);
    }

    void save(Instance instance, Profile seen, ObjectNode settings) {
        platform.put(
                profile(instance, seen, ""),
                "\"%d\"".formatted(seen.version()),
                Map.of("settings", settings),
                Profile.class);
    }

    void activate(Instance instance, Profile profile) {
        platform.post(profile(instance, profile, "/set-active"), Map.of(), Instance.class);
    }

    Check check(Instance instance, Profile profile) {
        return platform.post(profile(instance, profile, "/validate"), Map.of(), Check.class);
    }

    void delete(Instance instance, Profile profile) {
        platform.delete(profile(instance, profile, ""));
    }

    List<Credential> credentials(Instance instance) {
        return platform.get(Address.of("/v1/mcp/instances/{id}/credentials", instance.id()), CREDENTIALS)
                .items();
    }

    void keep(Instance instance, GivenCredential given) {
        var body = new HashMap<String, Object>(Map.of("kind", given.kind(), "secret", given.secret()));
        if (given.profile() != null) {
            body.put("profile", given.profile());
        }
        if (given.username() != null) {
            body.put("username", given.username());
        }
        platform.post(Address.of("/v1/mcp/instances/{id}/credentials", instance.id()), body, Credential.class);
    }

    void delete(Credential credential) {
        platform.delete(Address.of("/v1/connections/{id}", credential.id()));
    }

    private static Address profile(Instance instance, Profile profile, String more) {
        return Address.of("/v1/mcp/instances/{id}/config-profiles/{profile}" + more, instance.id(), profile.name());
    }

    /** What a person types, on its way to the vault. */
    record GivenCredential(
            @Nullable String profile,
            Credential.Kind kind,
            @Nullable String username,
            String secret) {

        @Override
        public String toString() {
            return "GivenCredential[" + kind + "]";
        }
    }
}
