package dev.signalbox.platform.access;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.springframework.stereotype.Component;

/** Tokens are stored as HMAC-SHA-256 under a pepper the database does not know: a stolen table opens nothing. Thread-safe. */
@Component
public class TokenHashes {

    private final List<byte[]> peppers;

    TokenHashes(AccessSettings settings) {
        this.peppers = settings.peppers();
    }

    public byte[] of(String token) {
        return under(peppers.getFirst(), token);
    }

    /** The hashes a stored token may have: one, or two while the pepper is being rotated. */
    public List<byte[]> candidates(String token) {
        return peppers.stream().map(pepper -> under(pepper, token)).toList();
    }

    private static byte[] under(byte[] pepper, String token) {
        return Keys.hmac(pepper, token.getBytes(StandardCharsets.US_ASCII));
    }
}
