package dev.signalbox.console.oauth;

import dev.signalbox.console.signin.SigninSettings;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.springframework.security.crypto.keygen.Base64StringKeyGenerator;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationRequest;
import org.springframework.security.oauth2.core.endpoint.OAuth2ParameterNames;
import org.springframework.security.oauth2.server.authorization.OAuth2Authorization;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationCode;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.stereotype.Service;

/**
 * What waits for a person's yes or no, and the answer.
 *
 * <p>Guarantee: only the person who came with the request answers it, once, and a yes never gives more than was asked for.
 */
@Service
public class Consents {

    private final Authorizations authorizations;
    private final Clients clients;
    private final Grants grants;
    private final SigninSettings settings;
    private final Clock clock;
    private final Base64StringKeyGenerator codes =
            new Base64StringKeyGenerator(Base64.getUrlEncoder().withoutPadding(), 48);

    Consents(Authorizations authorizations, Clients clients, Grants grants, SigninSettings settings, Clock clock) {
        this.authorizations = authorizations;
        this.clients = clients;
        this.grants = grants;
        this.settings = settings;
        this.clock = clock;
    }

    /** Empty when it was answered, is too old, or is somebody else's. */
    public Optional<Asked> waiting(String state, String userId) {
        return authorizations.waiting(state, userId).map(this::asked);
    }

    /** Empty as {@link #waiting} is; else where the browser goes now. */
    public Optional<URI> allow(String state, String userId, Yes yes) {
        return authorizations.waiting(state, userId).map(waiting -> allow(waiting, userId, yes));
    }

    public Optional<URI> deny(String state, String userId) {
        return authorizations.waiting(state, userId).map(waiting -> {
            authorizations.remove(waiting);
            return back(waiting).with(Map.of("error", "access_denied", "error_description", "The person said no."));
        });
    }

    private URI allow(OAuth2Authorization waiting, String userId, Yes yes) {
        if (yes.scopes().isEmpty() || !request(waiting).getScopes().containsAll(yes.scopes())) {
            throw new IllegalArgumentException("A yes gives something, and no more than was asked for");
        }
        Asked asked = asked(waiting);
        Held held = grants.give(new Grants.NewGrant(
                yes.tenantId(),
                userId,
                asked.clientId(),
                asked.clientName(),
                asked.host(),
                yes.projectId(),
                yes.onlyThisProject(),
                yes.scopes(),
                yes.groups(),
                yes.readOnly()));
        clients.used(client(waiting));
        return back(waiting).with(Map.of(OAuth2ParameterNames.CODE, code(waiting, held, yes.scopes())));
    }

    private String code(OAuth2Authorization waiting, Held held, Set<String> scopes) {
        Instant now = clock.instant();
        String code = codes.generateKey();
        var life = client(waiting).getTokenSettings().getAuthorizationCodeTimeToLive();
        authorizations.save(held.into(OAuth2Authorization.from(waiting))
                .authorizedScopes(scopes)
                .token(new OAuth2AuthorizationCode(code, now, now.plus(life)))
                .attributes(all -> all.remove(OAuth2ParameterNames.STATE))
                .build());
        return code;
    }

    private Asked asked(OAuth2Authorization waiting) {
        RegisteredClient client = client(waiting);
        return new Asked(
                client.getClientId(),
                client.getClientName(),
                Redirects.host(redirectUri(waiting)),
                request(waiting).getScopes());
    }

    private WayBack back(OAuth2Authorization waiting) {
        return new WayBack(
                redirectUri(waiting),
                request(waiting).getState(),
                settings.signin().issuer());
    }

    private String redirectUri(OAuth2Authorization waiting) {
        String named = request(waiting).getRedirectUri();
        return named == null || named.isBlank()
                ? client(waiting).getRedirectUris().iterator().next()
                : named;
    }

    private RegisteredClient client(OAuth2Authorization waiting) {
        return Objects.requireNonNull(clients.findById(waiting.getRegisteredClientId()));
    }

    private static OAuth2AuthorizationRequest request(OAuth2Authorization waiting) {
        return Objects.requireNonNull(waiting.getAttribute(OAuth2AuthorizationRequest.class.getName()));
    }
}
