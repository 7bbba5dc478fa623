package dev.signalbox.platform.accounts;

import dev.signalbox.platform.access.TenantId;
import dev.signalbox.platform.oauth.AuthorizationRequest;
import dev.signalbox.platform.oauth.Discovery;
import dev.signalbox.platform.oauth.Discovery.Found;
import java.net.URI;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Finds the way to where one signs in for a resource. */
@Component
class Ways {

    private final Discovery discovery;
    private final Clients clients;
    private final AccountSettings settings;

    Ways(Discovery discovery, Clients clients, AccountSettings settings) {
        this.discovery = discovery;
        this.clients = clients;
        this.settings = settings;
    }

    /** @param redirect where people come back from there */
    record Way(Found found, ClientRepository.Row client, URI redirect) {

        /** A new one each time: it is good once. */
        AuthorizationRequest request() {
            return AuthorizationRequest.to(found, client.clientId(), redirect);
        }
    }

    /** Errors with an {@code ApiException} that says what is missing there. */
    Mono<Way> to(TenantId tenant, URI resource) {
        return discovery.of(resource).flatMap(found -> {
            var redirect = settings.callback(found.server().issuer());
            return clients.at(tenant, found.server(), redirect).map(client -> new Way(found, client, redirect));
        });
    }
}
