package dev.signalbox.connector.channels;

import dev.signalbox.connector.ConnectorHttp.Response;
import dev.signalbox.connector.ToolException;
import dev.signalbox.connector.ToolException.Reason;
import java.time.Duration;

/** What a status means after something was to be sent. */
final class Statuses {

    private Statuses() {}

    static Reason reason(int status) {
        return switch (status) {
            case 401 -> Reason.UNAUTHENTICATED;
            case 403 -> Reason.PERMISSION_DENIED;
            case 404, 410 -> Reason.NOT_FOUND;
            case 409 -> Reason.CONFLICT;
            case 429 -> Reason.RATE_LIMITED;
            case 503 -> Reason.UNAVAILABLE;
            // A gateway that lost the answer does not know whether the message went out.
            case 502, 504 -> Reason.OUTCOME_UNKNOWN;
            default -> status >= 500 ? Reason.UPSTREAM_FAILED : Reason.INVALID_ARGUMENT;
        };
    }

    static ToolException failure(Reason reason, String message, Response response) {
        return response.header("retry-after")
                .filter(after -> after.matches("[1-9]\\d{0,5}"))
                .map(after -> new ToolException(reason, message, Duration.ofSeconds(Long.parseLong(after))))
                .orElseGet(() -> new ToolException(reason, message));
    }
}
