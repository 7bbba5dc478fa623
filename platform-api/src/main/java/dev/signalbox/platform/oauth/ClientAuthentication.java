package dev.signalbox.platform.oauth;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** How a client proves who it is at the token endpoint; the best first. */
public enum ClientAuthentication {
    NONE,
    CLIENT_SECRET_BASIC,
    CLIENT_SECRET_POST;

    /** A client without a secret has none to lose. Servers that say nothing mean basic (RFC 8414). */
    static Optional<ClientAuthentication> of(List<String> supported) {
        if (supported.isEmpty()) {
            return Optional.of(CLIENT_SECRET_BASIC);
        }
        return List.of(values()).stream()
                .filter(one -> supported.contains(one.wire()))
                .findFirst();
    }

    static Optional<ClientAuthentication> of(String wire) {
        return List.of(values()).stream().filter(one -> one.wire().equals(wire)).findFirst();
    }

    String wire() {
        return name().toLowerCase(Locale.ROOT);
    }
}
