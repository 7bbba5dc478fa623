package dev.signalbox.mcp.platform;

/** The platform does not know this token, or not any more. All reasons look alike. */
public final class CallerRefusedException extends RuntimeException {

    public CallerRefusedException() {
        super("The token is not valid here: it is unknown, expired or revoked. Create a new one.", null, false, false);
    }
}
