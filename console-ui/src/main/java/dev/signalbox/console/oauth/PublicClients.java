package dev.signalbox.console.oauth;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.core.endpoint.OAuth2ParameterNames;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2ClientAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;
import org.springframework.security.web.authentication.AuthenticationConverter;

/**
 * Clients without a secret, where they cannot prove themselves with a code verifier: when they renew a token or give one back. What
 * they show there is a secret itself, and it is checked to be theirs.
 */
final class PublicClients implements AuthenticationConverter, AuthenticationProvider {

    private static final String REVOKE = "/oauth2/revoke";

    private final RegisteredClientRepository clients;

    PublicClients(RegisteredClientRepository clients) {
        this.clients = clients;
    }

    @Override
    public @Nullable Authentication convert(HttpServletRequest request) {
        String client = request.getParameter(OAuth2ParameterNames.CLIENT_ID);
        boolean renews = AuthorizationGrantType.REFRESH_TOKEN
                .getValue()
                .equals(request.getParameter(OAuth2ParameterNames.GRANT_TYPE));
        return client != null && (renews || request.getRequestURI().endsWith(REVOKE)) ? new Claim(client) : null;
    }

    @Override
    public Authentication authenticate(Authentication claim) {
        var client = clients.findByClientId(claim.getName());
        if (client == null || !client.getClientAuthenticationMethods().contains(ClientAuthenticationMethod.NONE)) {
            throw new OAuth2AuthenticationException(OAuth2ErrorCodes.INVALID_CLIENT);
        }
        return new OAuth2ClientAuthenticationToken(client, ClientAuthenticationMethod.NONE, null);
    }

    @Override
    public boolean supports(Class<?> kind) {
        return Claim.class.equals(kind);
    }

    /** A type of its own, so that only this class believes it. */
    private static final class Claim extends OAuth2ClientAuthenticationToken {

        private Claim(String client) {
            super(client, ClientAuthenticationMethod.NONE, null, Map.of());
        }
    }
}
