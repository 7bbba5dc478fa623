package dev.signalbox.mcp.platform;

/** The platform cannot be reached or cannot answer now. Nobody is let in meanwhile. */
public final class PlatformUnavailableException extends RuntimeException {

    PlatformUnavailableException(Throwable cause) {
        super("The platform cannot be reached now. Try again shortly.", cause);
    }

    public PlatformUnavailableException(String reason) {
        this(new IllegalStateException(reason));
    }
}
