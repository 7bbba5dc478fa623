package dev.signalbox.platform.oauth;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.signalbox.connector.Secret;
import java.net.URI;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The link a person is sent to.
 *
 * @param state comes back with the answer
 * @param verifier proves, when the code is exchanged, that whoever asked for it has it (PKCE)
 */
public record AuthorizationRequest(String state, Secret verifier, URI link) {

    private static final SecureRandom RANDOM = new SecureRandom();

    public static AuthorizationRequest to(Discovery.Found found, String clientId, URI redirect) {
        var state = random();
        var verifier = random();
        var link = link(found, clientId, redirect, state, challenge(verifier));
        return new AuthorizationRequest(state, Secret.of(verifier), link);
    }

    /** 256 bits, as an address can carry them. */
    public static String random() {
        var bytes = new byte[32];
        RANDOM.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static URI link(Discovery.Found found, String clientId, URI redirect, String state, String challenge) {
        var query = new LinkedHashMap<String, @Nullable String>();
        query.put("response_type", "code");
        query.put("client_id", clientId);
        query.put("redirect_uri", redirect.toString());
        query.put("scope", found.resource().scope());
        query.put("state", state);
        query.put("code_challenge", challenge);
        query.put("code_challenge_method", "S256");
        query.put("resource", found.resource().resource().toString());
        var text = query.entrySet().stream()
                .filter(pair -> pair.getValue() != null)
                .map(pair -> pair.getKey() + "=" + OAuthHttp.encode(pair.getValue()))
                .collect(Collectors.joining("&"));
        var endpoint = found.server().authorizationEndpoint();
        return URI.create(endpoint + (endpoint.getRawQuery() == null ? "?" : "&") + text);
    }

    private static String challenge(String verifier) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(US_ASCII));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
