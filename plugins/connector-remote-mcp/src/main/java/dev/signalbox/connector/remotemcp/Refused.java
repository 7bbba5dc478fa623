package dev.signalbox.connector.remotemcp;

import dev.signalbox.connector.ToolException;
import dev.signalbox.connector.ToolException.Reason;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the server said instead of a result: an error of JSON-RPC, or only a status. */
final class Refused extends RuntimeException {

    private static final int METHOD_NOT_FOUND = -32601;
    private static final int INVALID_PARAMS = -32602;
    private static final int HEADER_MISMATCH = -32020;
    private static final int MISSING_CAPABILITY = -32021;
    private static final int UNSUPPORTED_VERSION = -32022;
    private static final int SIGN_IN_ELSEWHERE = -32042;

    private final int status;
    private final int code;
    private final transient Said data;
    private final @Nullable Duration retryAfter;

    /** @param code of JSON-RPC, 0 when there is none */
    Refused(int status, int code, String message, Said data, @Nullable Duration retryAfter) {
        super(message, null, false, false);
        this.status = status;
        this.code = code;
        this.data = data;
        this.retryAfter = retryAfter;
    }

    /** The server does not know the session any more; some say so with 400. The request was not looked at. */
    boolean unknownSession() {
        return status == 404
                || (status == 400 && said().toLowerCase(Locale.ROOT).contains("session"));
    }

    /** The server may speak, but another revision. */
    boolean anotherRevision() {
        return status != 401 && status != 403 && status != 429;
    }

    Optional<Said> supported() {
        return code == UNSUPPORTED_VERSION ? Optional.of(data) : Optional.empty();
    }

    ToolException toToolException(String host) {
        if (code == SIGN_IN_ELSEWHERE) {
            // Not UNAUTHENTICATED: the credential is good, and it is another system that is to be signed in to.
            return new ToolException(
                    Reason.PERMISSION_DENIED, host + " wants its person to sign in somewhere first: " + said());
        }
        if (code == MISSING_CAPABILITY) {
            return new ToolException(
                    Reason.INVALID_ARGUMENT, host + " wants to ask somebody, and nobody is there: " + said());
        }
        var message = code != 0 ? host + " refuses: " + said() : host + byStatus();
        return retryAfter == null
                ? new ToolException(reason(), message)
                : new ToolException(reason(), message, retryAfter);
    }

    private String said() {
        return String.valueOf(getMessage());
    }

    private String byStatus() {
        return switch (status) {
            case 401 -> " wants a valid credential: connect an account, or give the instance one.";
            case 403 -> " does not let this credential do that.";
            case 404, 405 -> " has no MCP server at this address (status " + status + ").";
            case 301, 302, 303, 307, 308 -> " redirects elsewhere; set url to where the server really is.";
            default -> " answers with status " + status + (said().isEmpty() ? "." : ": " + said());
        };
    }

    private Reason reason() {
        return switch (status) {
            case 401 -> Reason.UNAUTHENTICATED;
            case 403 -> Reason.PERMISSION_DENIED;
            case 429 -> Reason.RATE_LIMITED;
            case 503 -> Reason.UNAVAILABLE;
            // A gateway that lost the answer does not know what the server behind it did.
            case 502, 504 -> Reason.OUTCOME_UNKNOWN;
            default ->
                switch (code) {
                    case METHOD_NOT_FOUND -> Reason.NOT_FOUND;
                    case INVALID_PARAMS, HEADER_MISMATCH -> Reason.INVALID_ARGUMENT;
                    case 0 -> status == 404 || status == 405 ? Reason.NOT_FOUND : Reason.UPSTREAM_FAILED;
                    default -> Reason.UPSTREAM_FAILED;
                };
        };
    }
}
