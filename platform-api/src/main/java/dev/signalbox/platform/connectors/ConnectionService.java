package dev.signalbox.platform.connectors;

import dev.signalbox.connector.Credential;
import dev.signalbox.platform.access.Access;
import dev.signalbox.platform.access.Caller;
import dev.signalbox.platform.access.Scope;
import dev.signalbox.platform.access.TenantTransaction;
import dev.signalbox.platform.audit.Audit;
import dev.signalbox.platform.connections.Connection;
import dev.signalbox.platform.connections.InstanceCredentials;
import dev.signalbox.platform.paging.Cursors;
import dev.signalbox.platform.paging.Page;
import dev.signalbox.platform.problem.ApiException;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;

/** What one may do with the credentials of instances: keep, exchange and delete them, and never read one. */
@Service
class ConnectionService {

    private static final UUID FIRST = new UUID(0, 0);

    private final InstanceCredentials connections;
    private final ConnectorInstanceService instances;
    private final ConfigProfileService profiles;
    private final ConnectorBindings bindings;
    private final Access access;
    private final TenantTransaction transaction;
    private final Audit audit;
    private final Cursors cursors;

    ConnectionService(
            InstanceCredentials connections,
            ConnectorInstanceService instances,
            ConfigProfileService profiles,
            ConnectorBindings bindings,
            Access access,
            TenantTransaction transaction,
            Audit audit,
            Cursors cursors) {
        this.connections = connections;
        this.instances = instances;
        this.profiles = profiles;
        this.bindings = bindings;
        this.access = access;
        this.transaction = transaction;
        this.audit = audit;
        this.cursors = cursors;
    }

    Mono<Page<Connection>> list(int limit, @Nullable String cursor) {
        return Mono.zip(Access.current(), access.activeProject(Scope.MCP_READ)).flatMap(who -> {
            var tenant = who.getT1().tenant();
            var binding = "connections|" + tenant + "|" + who.getT2();
            var after = cursor == null
                    ? FIRST
                    : UUID.fromString(cursors.open(binding, cursor).getFirst());
            return connections
                    .page(tenant, who.getT2(), after, limit + 1)
                    .map(found -> Page.of(found, limit, last -> cursors.seal(binding, last.id())));
        });
    }

    Mono<List<Connection>> ofInstance(ConnectorInstance.Id id) {
        return Mono.zip(Access.current(), instances.get(id, Scope.MCP_READ))
                .flatMap(found -> connections.ofInstance(found.getT1().tenant(), id.value()));
    }

    Mono<Connection> get(Connection.Id id) {
        return find(id, Scope.MCP_READ);
    }

    Mono<Connection> create(ConnectorInstance.Id id, @Nullable String profile, Credential credential) {
        return Mono.zip(Access.current(), fitting(id, profile, credential), hosts(id, profile))
                .flatMap(found -> {
                    var tenant = found.getT1().tenant();
                    var instance = found.getT2();
                    return transaction.required(connections
                            .create(tenant, instance.projectId(), id.value(), profile, credential, found.getT3())
                            .delayUntil(made -> written("connection.create", made)));
                })
                .onErrorMap(
                        DuplicateKeyException.class,
                        _ -> ApiException.alreadyExists("A credential for this instance and profile", id));
    }

    /** Makes it, or takes the place of the one there is. */
    Mono<Connection> put(ConnectorInstance.Id id, @Nullable String profile, Credential credential) {
        return Mono.zip(Access.current(), fitting(id, profile, credential), hosts(id, profile))
                .flatMap(found -> {
                    var tenant = found.getT1().tenant();
                    var instance = found.getT2();
                    return transaction.required(connections
                            .put(tenant, instance.projectId(), id.value(), profile, credential, found.getT3())
                            .delayUntil(kept -> written("connection.put", kept)));
                });
    }

    Mono<Void> delete(Connection.Id id) {
        return Mono.zip(Access.current(), find(id, Scope.MCP_WRITE)).flatMap(found -> {
            var tenant = found.getT1().tenant();
            return transaction.required(
                    connections.delete(tenant, id).then(written("connection.delete", found.getT2())));
        });
    }

    private Mono<Connection> find(Connection.Id id, Scope scope) {
        return Access.current()
                .map(Caller::tenant)
                .flatMap(tenant -> connections.find(tenant, id))
                .switchIfEmpty(Mono.error(() -> unknown(id)))
                .delayUntil(connection -> access.check(connection.projectId(), scope, () -> unknown(id)));
    }

    /** The instance, when its connector takes this kind. */
    private Mono<ConnectorInstance> fitting(ConnectorInstance.Id id, @Nullable String profile, Credential credential) {
        return instances
                .get(id, Scope.MCP_WRITE)
                .delayUntil(_ -> profile == null ? Mono.empty() : profiles.get(id, profile))
                .doOnNext(instance -> {
                    var accepted = bindings.find(instance.connectorId())
                            .orElseThrow(() -> ApiException.conflict(
                                    "The connector %s is not installed any more.".formatted(instance.connectorId())))
                            .info()
                            .authentication();
                    if (!accepted.contains(Provisioning.kind(credential))) {
                        throw ApiException.invalid(
                                "kind",
                                "does not fit: connector %s takes %s"
                                        .formatted(instance.connectorId(), Provisioning.said(accepted)));
                    }
                });
    }

    /** Where the settings lead that it is kept for. */
    private Mono<Set<String>> hosts(ConnectorInstance.Id id, @Nullable String profile) {
        return profile == null
                ? Mono.zip(instances.get(id, Scope.MCP_WRITE), profiles.list(id), ConnectionService::hosts)
                : profiles.get(id, profile).map(only -> Addresses.in(only.settings()));
    }

    private static Set<String> hosts(ConnectorInstance instance, List<ConfigProfile> profiles) {
        var hosts = Addresses.in(profiles);
        hosts.addAll(Addresses.in(instance.settings()));
        return hosts;
    }

    private Mono<Void> written(String action, Connection connection) {
        var details = new HashMap<String, Object>();
        details.put("instance", connection.instanceId());
        details.put("kind", connection.kind().name().toLowerCase(Locale.ROOT));
        if (connection.profile() != null) {
            details.put("profile", connection.profile());
        }
        return audit.record(action, "connection/" + connection.id(), details);
    }

    private static ApiException unknown(Connection.Id id) {
        return ApiException.notFound("Connection", id);
    }
}
