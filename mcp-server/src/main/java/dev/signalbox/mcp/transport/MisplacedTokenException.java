package dev.signalbox.mcp.transport;

/** A token where it would end up in logs, or more than one. */
final class MisplacedTokenException extends RuntimeException {

    MisplacedTokenException(String why) {
        super(why, null, false, false);
    }
}
