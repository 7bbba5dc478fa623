package dev.signalbox.console.oauth;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.springframework.context.ApplicationContext;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationRequest;
import org.springframework.security.oauth2.server.authorization.OAuth2Authorization;

/** Requests as they wait after a client asked, for tests of the page that comes then. */
public final class WaitingRequests {

    private WaitingRequests() {}

    /** The state under which it waits for this person. */
    public static String ask(ApplicationContext console, String userId, String clientName, Set<String> scopes) {
        String state = UUID.randomUUID().toString();
        var client = console.getBean(Clients.class).register(clientName, List.of(OAuthClient.REDIRECT));
        var request = OAuth2AuthorizationRequest.authorizationCode()
                .authorizationUri("http://127.0.0.1:8090/oauth2/authorize")
                .clientId(client.getClientId())
                .redirectUri(OAuthClient.REDIRECT)
                .scopes(scopes)
                .state("what the client knows")
                .additionalParameters(Map.of("code_challenge", "x"))
                .build();
        console.getBean(Authorizations.class)
                .save(OAuth2Authorization.withRegisteredClient(client)
                        .principalName(userId)
                        .authorizationGrantType(AuthorizationGrantType.AUTHORIZATION_CODE)
                        .attribute(OAuth2AuthorizationRequest.class.getName(), request)
                        .attribute("state", state)
                        .build());
        return state;
    }
}
