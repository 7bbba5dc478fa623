package dev.signalbox.console.oauth;

import java.util.Set;

/**
 * What a client wants of the person in front of it.
 *
 * @param clientName what it calls itself, which nobody has checked
 * @param host where it is answered
 */
public record Asked(String clientId, String clientName, String host, Set<String> scopes) {

    /** Whether it is a program on the person's own machine. */
    public boolean local() {
        return Redirects.isLoopback(host);
    }

    /** Whether it is known by an address of its own, at which it describes itself. */
    public boolean hasAddress() {
        return clientId.startsWith("https://");
    }
}
