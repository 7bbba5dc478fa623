package dev.signalbox.console.oauth;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.server.authorization.OAuth2TokenType;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationGrantAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.token.JwtEncodingContext;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenCustomizer;
import org.springframework.stereotype.Component;

/** What stands in an access token. Guarantee: none is signed that names no grant, or another resource than ours. */
@Component
class AccessTokens implements OAuth2TokenCustomizer<JwtEncodingContext> {

    private final McpResource resource;

    AccessTokens(McpResource resource) {
        this.resource = resource;
    }

    @Override
    public void customize(JwtEncodingContext context) {
        var authorization = context.getAuthorization();
        Held held = authorization == null ? null : Held.by(authorization);
        if (held == null || !OAuth2TokenType.ACCESS_TOKEN.equals(context.getTokenType())) {
            throw new OAuth2AuthenticationException(OAuth2ErrorCodes.INVALID_GRANT);
        }
        if (!resource.isMeant(said(context.getAuthorizationGrant()))) {
            throw new OAuth2AuthenticationException(McpResource.OTHER);
        }
        context.getJwsHeader().type("at+jwt");
        context.getClaims()
                .id(UUID.randomUUID().toString())
                .audience(new ArrayList<>(List.of(resource.url().toString())))
                .claim("client_id", context.getRegisteredClient().getClientId())
                .claim("scope", String.join(" ", new TreeSet<>(context.getAuthorizedScopes())))
                .claim("grant", held.grant())
                .claim("tenant", held.tenant())
                .claim("project", held.project());
    }

    private static @Nullable Object said(@Nullable Authentication request) {
        return request instanceof OAuth2AuthorizationGrantAuthenticationToken asked
                ? asked.getAdditionalParameters().get("resource")
                : null;
    }
}
