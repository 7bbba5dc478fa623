package dev.signalbox.mcp.transport;

/** A narrowing that cannot be understood: it is refused, since ignoring it would give more than was wanted. */
final class NarrowingException extends RuntimeException {

    NarrowingException(String why) {
        super(why, null, false, false);
    }
}
