package dev.signalbox.mcp.resources;

/** There is no such resource for this caller; why is not said. */
public final class UnknownResourceException extends RuntimeException {

    private final String uri;

    public UnknownResourceException(String uri) {
        super("Resource not found", null, false, false);
        this.uri = uri;
    }

    public String uri() {
        return uri;
    }
}
