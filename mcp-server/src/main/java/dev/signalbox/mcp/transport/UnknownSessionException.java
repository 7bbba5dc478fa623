package dev.signalbox.mcp.transport;

/** The session ended, or was never this caller's. */
final class UnknownSessionException extends RuntimeException {

    UnknownSessionException() {
        super("There is no such session. Send initialize again, without a session id.", null, false, false);
    }
}
