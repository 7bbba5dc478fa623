package dev.signalbox.mcp.transport;

/** An address that tries one token after the other. */
final class TooManyGuessesException extends RuntimeException {

    TooManyGuessesException() {
        super("Too many refused tokens from this address. Wait a minute.", null, false, false);
    }
}
