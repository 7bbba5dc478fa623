package dev.signalbox.console.oauth;

import java.net.URI;
import java.util.Optional;
import java.util.Set;

/** Where clients may have their answers sent: to a server of theirs over TLS, or to a program on the person's own machine. */
final class Redirects {

    private static final int LONGEST = 500;
    private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "[::1]", "localhost");

    private Redirects() {}

    /** What is wrong with an address; empty when nothing is. */
    static Optional<String> mistake(String address) {
        if (address.length() > LONGEST) {
            return Optional.of("has more than " + LONGEST + " characters");
        }
        try {
            URI uri = URI.create(address);
            if (uri.getHost() == null || uri.getRawFragment() != null || uri.getRawUserInfo() != null) {
                return Optional.of("must have a host, and no fragment or user");
            }
            // The framework keeps several addresses with commas between them
            return address.contains(",") ? Optional.of("must not contain a comma") : mistake(uri);
        } catch (IllegalArgumentException _) {
            return Optional.of("is not an address");
        }
    }

    private static Optional<String> mistake(URI uri) {
        boolean safe = "https".equals(uri.getScheme()) || ("http".equals(uri.getScheme()) && isLoopback(uri.getHost()));
        return safe ? Optional.empty() : Optional.of("must be https, or http on 127.0.0.1, [::1] or localhost");
    }

    static String host(String address) {
        return URI.create(address).getHost();
    }

    static boolean isLoopback(String host) {
        return LOOPBACK.contains(host);
    }
}
