package dev.signalbox.mcp.transport;

import java.util.Collection;
import java.util.List;

/** A connected client called a tool whose scope its person did not grant, and may ask for it. */
final class MissingScopeException extends RuntimeException {

    private final transient List<String> scopes;

    /** @param scopes what it has, and what it needs besides */
    MissingScopeException(Collection<String> scopes) {
        super(
                "This call needs a scope that was not granted: ask for those named in WWW-Authenticate.",
                null,
                false,
                false);
        this.scopes = List.copyOf(scopes);
    }

    List<String> scopes() {
        return scopes;
    }
}
