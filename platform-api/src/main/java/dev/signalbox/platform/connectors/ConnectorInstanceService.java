package dev.signalbox.platform.connectors;

import dev.signalbox.platform.access.Access;
import dev.signalbox.platform.access.Caller;
import dev.signalbox.platform.access.ProjectId;
import dev.signalbox.platform.access.Scope;
import dev.signalbox.platform.access.TenantTransaction;
import dev.signalbox.platform.audit.Audit;
import dev.signalbox.platform.connections.InstanceCredentials;
import dev.signalbox.platform.paging.Cursors;
import dev.signalbox.platform.paging.Page;
import dev.signalbox.platform.problem.ApiException;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

/** What one may do with a project's instances of connectors. */
@Service
class ConnectorInstanceService {

    private final ConnectorInstanceRepository instances;
    private final InstanceSettings settings;
    private final Access access;
    private final TenantTransaction transaction;
    private final Audit audit;
    private final Cursors cursors;
    private final InstanceCredentials connections;
    private final ConfigProfileRepository profiles;

    ConnectorInstanceService(
            ConnectorInstanceRepository instances,
            InstanceSettings settings,
            Access access,
            TenantTransaction transaction,
            Audit audit,
            Cursors cursors,
            InstanceCredentials connections,
            ConfigProfileRepository profiles) {
        this.instances = instances;
        this.settings = settings;
        this.access = access;
        this.transaction = transaction;
        this.audit = audit;
        this.cursors = cursors;
        this.connections = connections;
        this.profiles = profiles;
    }

    /** What a writer wants changed; null stays as it is. */
    record Change(
            @Nullable String name,
            @Nullable JsonNode settings,
            @Nullable Boolean enabled) {}

    Mono<Page<ConnectorInstance>> list(int limit, @Nullable String cursor) {
        return Mono.zip(Access.current(), access.activeProject(Scope.MCP_READ)).flatMap(who -> {
            var caller = who.getT1();
            var project = who.getT2();
            var binding = "connector-instances|" + caller.tenant() + "|" + project;
            var after = cursor == null ? "" : cursors.open(binding, cursor).getFirst();
            return transaction
                    .required(instances
                            .findAfter(caller.tenant(), project, after, limit + 1)
                            .collectList())
                    .map(found -> Page.of(found, limit, last -> cursors.seal(binding, last.name())));
        });
    }

    /** Errors with the one 404 for what does not exist, is another tenant's or stands in a project the caller cannot see. */
    Mono<ConnectorInstance> get(ConnectorInstance.Id id, Scope scope) {
        return Access.current()
                .flatMap(caller -> transaction.required(instances.find(caller.tenant(), id)))
                .switchIfEmpty(Mono.error(() -> unknown(id)))
                .delayUntil(instance -> access.check(instance.projectId(), scope, () -> unknown(id)));
    }

    Mono<ConnectorInstance> create(String connectorId, String name, JsonNode given) {
        return Mono.zip(Access.current(), access.activeProject(Scope.MCP_WRITE)).flatMap(who -> {
            var draft = draft(who.getT2(), connectorId, name, given);
            return settings.tryOut(who.getT1().tenant(), draft).then(insert(who.getT1(), draft));
        });
    }

    Mono<ConnectorInstance> update(ConnectorInstance.Id id, long version, Change change) {
        return Mono.zip(Access.current(), get(id, Scope.MCP_WRITE)).flatMap(found -> {
            var caller = found.getT1();
            var current = found.getT2();
            var tried = change.settings() == null
                    ? Mono.<Void>empty()
                    : settings.tryOut(
                            caller.tenant(),
                            draft(current.projectId(), current.connectorId(), current.name(), change.settings()));
            return tried.then(update(caller, current, version, change));
        });
    }

    Mono<Void> delete(ConnectorInstance.Id id) {
        return Mono.zip(Access.current(), get(id, Scope.MCP_WRITE)).flatMap(found -> {
            var tenant = found.getT1().tenant();
            return transaction.required(connections
                    .deleteOfInstance(tenant, id.value())
                    .then(instances.delete(tenant, id))
                    .then(audit.record("connector_instance.delete", "connector_instance/" + id, Map.of())));
        });
    }

    private Mono<ConnectorInstance> insert(Caller caller, ConnectorInstance draft) {
        var tenant = caller.tenant();
        return transaction
                .required(instances
                        .insert(
                                tenant,
                                draft.projectId(),
                                draft.id(),
                                draft.connectorId(),
                                draft.name(),
                                draft.settings())
                        .then(profiles.insert(tenant, draft.id(), draft.activeProfile(), draft.settings()))
                        .then(instances.adopt(tenant, unconfigured(draft), draft.id()))
                        .then(audit.record(
                                "connector_instance.create",
                                "connector_instance/" + draft.id(),
                                Map.of("connector", draft.connectorId(), "name", draft.name())))
                        .then(instances.find(tenant, draft.id())))
                .onErrorMap(DuplicateKeyException.class, _ -> ApiException.alreadyExists("Instance", draft.name()));
    }

    private Mono<ConnectorInstance> update(Caller caller, ConnectorInstance current, long version, Change change) {
        return transaction
                .required(instances
                        .update(
                                caller.tenant(),
                                current.id(),
                                version,
                                change.name(),
                                change.settings(),
                                change.enabled())
                        .switchIfEmpty(Mono.error(() -> ApiException.staleVersion("Instance", current.version())))
                        .flatMap(changed -> withSettings(caller, changed, change))
                        .delayUntil(_ -> audit.record(
                                "connector_instance.update", "connector_instance/" + current.id(), Map.of())))
                .onErrorMap(
                        DuplicateKeyException.class,
                        _ -> ApiException.alreadyExists("Instance", String.valueOf(change.name())));
    }

    /** What an instance is given as settings is its active profile's. */
    private Mono<ConnectorInstance> withSettings(Caller caller, ConnectorInstance changed, Change change) {
        return change.settings() == null
                ? Mono.just(changed)
                : profiles.updateActive(caller.tenant(), changed.id(), change.settings())
                        .then(instances.find(caller.tenant(), changed.id()));
    }

    private static ConnectorInstance draft(ProjectId project, String connectorId, String name, JsonNode settings) {
        var id = new ConnectorInstance.Id(UUID.randomUUID());
        return new ConnectorInstance(id, project, connectorId, name, settings, true, 1, Instant.EPOCH, Instant.EPOCH);
    }

    private static ConnectorInstance.Id unconfigured(ConnectorInstance draft) {
        return ConnectorInstance.unconfigured(draft.projectId(), draft.connectorId())
                .id();
    }

    private static ApiException unknown(ConnectorInstance.Id id) {
        return ApiException.notFound("Instance", id);
    }
}
