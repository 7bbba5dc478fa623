package dev.signalbox.console.oauth;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationCodeRequestAuthenticationContext;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationCodeRequestAuthenticationException;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationCodeRequestAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationCodeRequestAuthenticationValidator;
import org.springframework.security.oauth2.server.authorization.web.authentication.OAuth2AuthorizationCodeRequestAuthenticationConverter;
import org.springframework.security.web.authentication.AuthenticationConverter;

/** Reads what a client asks for. One that names no scope asks for what an agent needs; the answer is the consent page's in any case. */
final class AuthorizationRequests
        implements AuthenticationConverter, Consumer<OAuth2AuthorizationCodeRequestAuthenticationContext> {

    private final OAuth2AuthorizationCodeRequestAuthenticationConverter standard =
            new OAuth2AuthorizationCodeRequestAuthenticationConverter();
    private final OAuth2AuthorizationCodeRequestAuthenticationValidator rules =
            new OAuth2AuthorizationCodeRequestAuthenticationValidator();
    private final McpResource resource;
    private final Set<String> usual;

    AuthorizationRequests(McpResource resource, Set<String> usual) {
        this.resource = resource;
        this.usual = usual;
    }

    @Override
    public Authentication convert(HttpServletRequest request) {
        if (!(standard.convert(request) instanceof OAuth2AuthorizationCodeRequestAuthenticationToken asked)) {
            throw new OAuth2AuthenticationException(OAuth2ErrorCodes.INVALID_REQUEST);
        }
        return asked.getScopes().isEmpty() ? with(asked, asked.getRedirectUri(), usual) : asked;
    }

    @Override
    public void accept(OAuth2AuthorizationCodeRequestAuthenticationContext context) {
        rules.accept(context);
        OAuth2AuthorizationCodeRequestAuthenticationToken asked = context.getAuthentication();
        if (!resource.isMeant(asked.getAdditionalParameters().get("resource"))) {
            String redirect = asked.getRedirectUri() == null
                    ? context.getRegisteredClient().getRedirectUris().iterator().next()
                    : asked.getRedirectUri();
            throw new OAuth2AuthorizationCodeRequestAuthenticationException(
                    McpResource.OTHER, with(asked, redirect, asked.getScopes()));
        }
    }

    private static OAuth2AuthorizationCodeRequestAuthenticationToken with(
            OAuth2AuthorizationCodeRequestAuthenticationToken asked, @Nullable String redirect, Set<String> scopes) {
        return new OAuth2AuthorizationCodeRequestAuthenticationToken(
                asked.getAuthorizationUri(),
                asked.getClientId(),
                (Authentication) asked.getPrincipal(),
                redirect,
                asked.getState(),
                scopes,
                Map.copyOf(asked.getAdditionalParameters()));
    }
}
