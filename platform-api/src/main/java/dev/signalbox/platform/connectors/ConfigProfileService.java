package dev.signalbox.platform.connectors;

import dev.signalbox.platform.access.Access;
import dev.signalbox.platform.access.Caller;
import dev.signalbox.platform.access.Scope;
import dev.signalbox.platform.access.TenantId;
import dev.signalbox.platform.access.TenantTransaction;
import dev.signalbox.platform.audit.Audit;
import dev.signalbox.platform.connections.InstanceCredentials;
import dev.signalbox.platform.problem.ApiException;
import java.util.List;
import java.util.Map;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

/** What one may do with the config profiles of an instance. Calls are made with the active one. */
@Service
class ConfigProfileService {

    private final ConfigProfileRepository profiles;
    private final ConnectorInstanceService instances;
    private final InstanceSettings settings;
    private final InstanceCredentials credentials;
    private final TenantTransaction transaction;
    private final Audit audit;

    ConfigProfileService(
            ConfigProfileRepository profiles,
            ConnectorInstanceService instances,
            InstanceSettings settings,
            InstanceCredentials credentials,
            TenantTransaction transaction,
            Audit audit) {
        this.profiles = profiles;
        this.instances = instances;
        this.settings = settings;
        this.credentials = credentials;
        this.transaction = transaction;
        this.audit = audit;
    }

    Mono<List<ConfigProfile>> list(ConnectorInstance.Id id) {
        return instances
                .get(id, Scope.MCP_READ)
                .then(Access.current())
                .flatMap(caller ->
                        transaction.required(profiles.list(caller.tenant(), id).collectList()));
    }

    Mono<ConfigProfile> get(ConnectorInstance.Id id, String name) {
        return instances.get(id, Scope.MCP_READ).then(find(id, name));
    }

    /** The instance as it would be with this profile, for a test of it. */
    Mono<ConnectorInstance> under(ConnectorInstance.Id id, String name, Scope scope) {
        return instances.get(id, scope).flatMap(instance -> find(id, name).map(instance::under));
    }

    Mono<ConfigProfile> create(ConnectorInstance.Id id, String name, JsonNode given) {
        return Mono.zip(Access.current(), instances.get(id, Scope.MCP_WRITE))
                .flatMap(found -> settings.tryOut(
                                tenant(found.getT1()), found.getT2().with(given))
                        .then(transaction.required(profiles.insert(tenant(found.getT1()), id, name, given)
                                .then(written("config_profile.create", id, name))
                                .then(find(id, name)))))
                .onErrorMap(DuplicateKeyException.class, _ -> ApiException.alreadyExists("Profile", name));
    }

    Mono<ConfigProfile> update(ConnectorInstance.Id id, String name, long version, JsonNode given) {
        return Mono.zip(Access.current(), instances.get(id, Scope.MCP_WRITE), find(id, name))
                .flatMap(found -> settings.tryOut(
                                tenant(found.getT1()), found.getT2().with(given))
                        .then(transaction.required(update(tenant(found.getT1()), id, found.getT3(), version, given))));
    }

    private Mono<ConfigProfile> update(
            TenantId tenant, ConnectorInstance.Id id, ConfigProfile current, long version, JsonNode given) {
        return profiles.update(tenant, id, current.name(), version, given)
                .filter(changed -> changed)
                .switchIfEmpty(Mono.error(() -> ApiException.staleVersion("Profile", current.version())))
                .then(current.active() ? profiles.mirrorActive(tenant, id) : Mono.empty())
                .then(written("config_profile.update", id, current.name()))
                .then(find(id, current.name()));
    }

    Mono<Void> delete(ConnectorInstance.Id id, String name) {
        return Mono.zip(Access.current(), instances.get(id, Scope.MCP_WRITE), find(id, name))
                .flatMap(found -> transaction.required(profiles.deleteInactive(tenant(found.getT1()), id, name)
                        .filter(deleted -> deleted)
                        .switchIfEmpty(Mono.error(() -> ApiException.conflict(
                                "Profile %s is active. Set another one active first.".formatted(name))))
                        .then(credentials.deleteOfProfile(tenant(found.getT1()), id.value(), name))
                        .then(written("config_profile.delete", id, name))));
    }

    /** From the next call on; calls that are under way end with the one they began with. */
    Mono<ConnectorInstance> activate(ConnectorInstance.Id id, String name) {
        return Mono.zip(Access.current(), instances.get(id, Scope.MCP_WRITE), find(id, name))
                .flatMap(found -> transaction.required(profiles.activate(tenant(found.getT1()), id, name)
                        .then(written("config_profile.set_active", id, name))))
                .then(instances.get(id, Scope.MCP_WRITE));
    }

    private Mono<ConfigProfile> find(ConnectorInstance.Id id, String name) {
        return Access.current()
                .flatMap(caller -> transaction.required(profiles.find(caller.tenant(), id, name)))
                .switchIfEmpty(Mono.error(() -> ApiException.notFound("Profile", name)));
    }

    private Mono<Void> written(String action, ConnectorInstance.Id id, String name) {
        return audit.record(action, "connector_instance/" + id, Map.of("profile", name));
    }

    private static TenantId tenant(Caller caller) {
        return caller.tenant();
    }
}
