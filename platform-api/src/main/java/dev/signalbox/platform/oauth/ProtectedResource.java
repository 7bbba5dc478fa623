package dev.signalbox.platform.oauth;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * What a resource says about who may open it (RFC 9728).
 *
 * @param resource what a token must be made for (RFC 8707)
 * @param issuer the authorization server to go to
 * @param scope what to ask for; null when the resource does not say
 */
public record ProtectedResource(
        URI resource, String issuer, @Nullable String scope) {}
