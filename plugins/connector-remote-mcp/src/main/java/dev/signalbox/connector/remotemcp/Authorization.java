package dev.signalbox.connector.remotemcp;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.signalbox.connector.Credential;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;

/** The headers that prove who calls. */
record Authorization(Map<String, String> headers) {

    static Authorization of(Credential credential, String apiKeyHeader) {
        return new Authorization(
                switch (credential) {
                    case Credential.None() -> Map.of();
                    case Credential.ApiKey(var key) -> Map.of(apiKeyHeader, key.reveal());
                    case Credential.Bearer(var token) -> Map.of("Authorization", "Bearer " + token.reveal());
                    case Credential.Basic(var username, var password) ->
                        Map.of(
                                "Authorization",
                                "Basic "
                                        + Base64.getEncoder()
                                                .encodeToString((username + ":" + password.reveal()).getBytes(UTF_8)));
                });
    }

    /** Names whose session is meant without keeping what proves it. */
    String fingerprint() {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            return HexFormat.of()
                    .formatHex(digest.digest(new TreeMap<>(headers).toString().getBytes(UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256", e);
        }
    }

    @Override
    public String toString() {
        return "Authorization[redacted]";
    }
}
