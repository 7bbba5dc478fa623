package dev.signalbox.platform.oauth;

import dev.signalbox.connector.Secret;
import org.jspecify.annotations.Nullable;

/**
 * Who we are at an authorization server.
 *
 * @param secret null for a client that keeps none
 */
public record OAuthClient(
        String clientId,
        ClientAuthentication authentication,
        @Nullable Secret secret) {}
