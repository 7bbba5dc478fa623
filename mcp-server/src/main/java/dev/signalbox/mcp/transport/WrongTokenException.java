package dev.signalbox.mcp.transport;

/** A token of a kind that this address does not take. */
final class WrongTokenException extends RuntimeException {

    WrongTokenException(String why) {
        super(why, null, false, false);
    }
}
