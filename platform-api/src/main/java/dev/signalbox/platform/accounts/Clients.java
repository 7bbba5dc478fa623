package dev.signalbox.platform.accounts;

import dev.signalbox.connector.Secret;
import dev.signalbox.platform.access.TenantId;
import dev.signalbox.platform.access.TenantTransaction;
import dev.signalbox.platform.accounts.ClientRepository.Row;
import dev.signalbox.platform.oauth.AuthorizationServer;
import dev.signalbox.platform.oauth.OAuthClient;
import dev.signalbox.platform.oauth.Registration;
import dev.signalbox.platform.oauth.TokenEndpoint.Door;
import dev.signalbox.platform.vault.Vault;
import dev.signalbox.platform.vault.VaultPlace;
import java.net.URI;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Who a tenant is at authorization servers: registered once, and again when the server may have forgotten. */
@Component
class Clients {

    private static final String KIND = "oauth-client";

    private final ClientRepository clients;
    private final Registration registration;
    private final Vault vault;
    private final TenantTransaction transaction;
    private final JsonMapper json;

    Clients(
            ClientRepository clients,
            Registration registration,
            Vault vault,
            TenantTransaction transaction,
            JsonMapper json) {
        this.clients = clients;
        this.registration = registration;
        this.vault = vault;
        this.transaction = transaction;
        this.json = json;
    }

    /** Without its secret, as an account remembers it. */
    Mono<Row> at(TenantId tenant, AuthorizationServer server, URI redirect) {
        return transaction
                .in(tenant, clients.findReliable(tenant, server.issuer(), redirect.toString()))
                .switchIfEmpty(Mono.defer(() -> registration.at(server, redirect))
                        .flatMap(client -> keep(tenant, server, redirect, client)));
    }

    /** What is needed at the token endpoint. */
    Mono<Door> door(TenantId tenant, JsonNode server, JsonNode client, String resource) {
        var row = json.treeToValue(client, Row.class);
        return secret(tenant, row.secretId())
                .map(secret -> new OAuthClient(row.clientId(), row.authentication(), secret))
                .defaultIfEmpty(new OAuthClient(row.clientId(), row.authentication(), null))
                .map(known ->
                        new Door(json.treeToValue(server, AuthorizationServer.class), known, URI.create(resource)));
    }

    /** The server has given a token to this client. */
    Mono<Void> prove(TenantId tenant, Door door, String redirect) {
        return transaction.in(tenant, clients.prove(tenant, door.server().issuer(), redirect));
    }

    /** The server does not know this client any more; the next link registers a new one. */
    Mono<Void> forget(TenantId tenant, Door door, String redirect) {
        return transaction.in(tenant, clients.delete(tenant, door.server().issuer(), redirect));
    }

    private Mono<Row> keep(TenantId tenant, AuthorizationServer server, URI redirect, OAuthClient client) {
        var secret = client.secret();
        var row = new Row(client.clientId(), client.authentication(), secret == null ? null : UUID.randomUUID());
        var kept = secret == null
                ? Mono.<Void>empty()
                : vault.put(new VaultPlace(tenant, null, KIND, String.valueOf(row.secretId()), 1), secret);
        return transaction
                .in(tenant, kept.then(clients.save(tenant, server.issuer(), redirect.toString(), row)))
                .thenReturn(row);
    }

    private Mono<Secret> secret(TenantId tenant, @Nullable UUID id) {
        return id == null ? Mono.empty() : vault.find(new VaultPlace(tenant, null, KIND, id.toString(), 1));
    }
}
