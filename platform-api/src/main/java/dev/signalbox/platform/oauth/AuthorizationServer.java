package dev.signalbox.platform.oauth;

import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an authorization server says about itself (RFC 8414, OpenID Connect discovery).
 *
 * @param namesItself whether each of its answers says who gave it (RFC 9207)
 * @param clientAuthentication how clients may prove who they are at the token endpoint
 */
public record AuthorizationServer(
        String issuer,
        URI authorizationEndpoint,
        URI tokenEndpoint,
        @Nullable URI registrationEndpoint,
        @Nullable URI revocationEndpoint,
        boolean namesItself,
        List<String> clientAuthentication) {}
