package dev.signalbox.mcp.transport;

/** A request without a token. */
final class MissingTokenException extends RuntimeException {

    MissingTokenException() {
        super("Send a personal access token: Authorization: Bearer <token>.", null, false, false);
    }
}
