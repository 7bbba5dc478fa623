package dev.signalbox.mcp.catalog;

/** There is no such connector for this caller. One of somebody else's looks the same as one that never was. */
public final class UnknownInstanceException extends RuntimeException {

    public UnknownInstanceException() {
        super(
                "There is no such connector here: its address ends with the id of an instance of your project that is switched on.",
                null,
                false,
                false);
    }
}
