package dev.signalbox.mcp.transport;

/**
 * A body of another type than JSON. A page of another origin may send some types without asking; JSON is not one of
 * them.
 */
final class UnsupportedMediaTypeException extends RuntimeException {

    UnsupportedMediaTypeException() {
        super("The body must be application/json.", null, false, false);
    }
}
