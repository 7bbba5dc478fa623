package dev.signalbox.mcp.transport;

/** The token is good, but opens nothing here. */
final class NoToolsException extends RuntimeException {

    NoToolsException() {
        super(
                "This token opens no tool here: it needs one of the scopes named in WWW-Authenticate, or other groups.",
                null,
                false,
                false);
    }
}
