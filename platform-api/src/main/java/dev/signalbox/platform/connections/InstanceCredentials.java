package dev.signalbox.platform.connections;

import dev.signalbox.connector.Credential;
import dev.signalbox.platform.access.ProjectId;
import dev.signalbox.platform.access.TenantId;
import dev.signalbox.platform.access.TenantTransaction;
import dev.signalbox.platform.vault.Vault;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Keeps the credentials of instances. What is secret of one goes into the vault and comes out only with {@link #find(TenantId, UUID, String)}, for a
 * call. Who may keep one is for the caller to judge.
 */
@Component
public class InstanceCredentials {

    private final ConnectionRepository connections;
    private final Vault vault;
    private final TenantTransaction transaction;

    InstanceCredentials(ConnectionRepository connections, Vault vault, TenantTransaction transaction) {
        this.connections = connections;
        this.vault = vault;
        this.transaction = transaction;
    }

    /** @param after the id behind which the page begins */
    public Mono<List<Connection>> page(TenantId tenant, ProjectId project, UUID after, int limit) {
        return transaction.in(
                tenant, connections.findAfter(tenant, project, after, limit).collectList());
    }

    public Mono<List<Connection>> ofInstance(TenantId tenant, UUID instance) {
        return transaction.in(
                tenant, connections.listOfInstance(tenant, instance).collectList());
    }

    public Mono<Connection> find(TenantId tenant, Connection.Id id) {
        return transaction.in(tenant, connections.find(tenant, id));
    }

    /** Errors with a {@code DuplicateKeyException} when there is one for this instance and profile. */
    public Mono<Connection> create(
            TenantId tenant,
            ProjectId project,
            UUID instance,
            @Nullable String profile,
            Credential credential,
            Collection<String> hosts) {
        return transaction.in(
                tenant,
                connections
                        .insert(
                                tenant,
                                project,
                                instance,
                                profile,
                                SealedCredential.kind(credential),
                                SealedCredential.username(credential),
                                hosts)
                        .delayUntil(made -> vault.put(made.place(tenant), SealedCredential.secret(credential))));
    }

    /** Makes it, or takes the place of the one there is. */
    public Mono<Connection> put(
            TenantId tenant,
            ProjectId project,
            UUID instance,
            @Nullable String profile,
            Credential credential,
            Collection<String> hosts) {
        return transaction.in(
                tenant,
                connections
                        .replace(
                                tenant,
                                instance,
                                profile,
                                SealedCredential.kind(credential),
                                SealedCredential.username(credential),
                                hosts)
                        .delayUntil(changed -> vault.put(changed.place(tenant), SealedCredential.secret(credential))
                                .then(vault.removeOlder(changed.place(tenant))))
                        .switchIfEmpty(
                                Mono.defer(() -> create(tenant, project, instance, profile, credential, hosts))));
    }

    public Mono<Void> delete(TenantId tenant, Connection.Id id) {
        return transaction.in(
                tenant,
                vault.remove(tenant, Connection.VAULT_KIND, id.toString()).then(connections.delete(tenant, id)));
    }

    /** With an instance go its credentials. */
    public Mono<Void> deleteOfInstance(TenantId tenant, UUID instance) {
        return transaction.in(
                tenant,
                connections
                        .listOfInstance(tenant, instance)
                        .collectList()
                        .flatMapMany(Flux::fromIterable)
                        .concatMap(connection -> delete(tenant, connection.id()))
                        .then());
    }

    /** With a profile go those that are for it alone. */
    public Mono<Void> deleteOfProfile(TenantId tenant, UUID instance, String profile) {
        return transaction.in(
                tenant,
                connections
                        .listOfInstance(tenant, instance)
                        .filter(connection -> profile.equals(connection.profile()))
                        .collectList()
                        .flatMapMany(Flux::fromIterable)
                        .concatMap(connection -> delete(tenant, connection.id()))
                        .then());
    }

    /** What an instance authenticates with under a profile; empty when nothing is kept. */
    public Mono<Kept> find(TenantId tenant, UUID instance, String profile) {
        return transaction.in(
                tenant, connections.findFor(tenant, instance, profile).flatMap(connection -> vault.find(
                                connection.place(tenant))
                        .map(secret -> new Kept(connection, SealedCredential.opened(connection, secret)))));
    }

    /** A credential and what may be known of it. */
    public record Kept(Connection connection, Credential credential) {}
}
