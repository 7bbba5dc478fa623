package dev.signalbox.connector.github;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.signalbox.connector.ConnectorContext;
import dev.signalbox.connector.ConnectorHttp.Response;
import dev.signalbox.connector.ToolException;
import dev.signalbox.connector.ToolException.Reason;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** Why GitHub did not do it, and when it would. */
record Failures(ConnectorContext context) {

    private static final int EXCERPT = 400;

    /** What GitHub asks of clients it gives no time to. */
    private static final Duration A_MINUTE = Duration.ofMinutes(1);

    ToolException of(String method, Response response) {
        var said = said(response);
        var message = "GitHub answered %d%s".formatted(response.status(), text(said));
        var wait = waiting(response, said);
        if (wait.isPresent()) {
            return new ToolException(Reason.RATE_LIMITED, message, wait.get());
        }
        return new ToolException(reason(method, response.status()), message);
    }

    private static Reason reason(String method, int status) {
        return switch (status) {
            case 401 -> Reason.UNAUTHENTICATED;
            case 403, 451 -> Reason.PERMISSION_DENIED;
            case 404, 410 -> Reason.NOT_FOUND;
            // Not mergeable; changed meanwhile; moved on.
            case 405, 409, 412 -> Reason.CONFLICT;
            case 429 -> Reason.RATE_LIMITED;
            case 503 -> Reason.UNAVAILABLE;
            case 502, 504 -> method.equals("GET") ? Reason.UPSTREAM_FAILED : Reason.OUTCOME_UNKNOWN;
            default -> status >= 500 ? Reason.UPSTREAM_FAILED : Reason.INVALID_ARGUMENT;
        };
    }

    /** Empty when it is not about too many requests. A spent quota is a 403 as often as a 429. */
    private Optional<Duration> waiting(Response response, Json said) {
        if (response.status() != 403 && response.status() != 429) {
            return Optional.empty();
        }
        var after = response.header("retry-after").filter(text -> text.matches("\\d{1,6}"));
        if (after.isPresent()) {
            return Optional.of(atLeastASecond(Duration.ofSeconds(Long.parseLong(after.get()))));
        }
        if (response.header("x-ratelimit-remaining").filter("0"::equals).isPresent()) {
            return Optional.of(response.header("x-ratelimit-reset")
                    .filter(text -> text.matches("\\d{1,12}"))
                    .map(reset ->
                            Duration.between(context.clock().instant(), Instant.ofEpochSecond(Long.parseLong(reset))))
                    .map(Failures::atLeastASecond)
                    .orElse(A_MINUTE));
        }
        return response.status() == 429 || secondary(said) ? Optional.of(A_MINUTE) : Optional.empty();
    }

    private static boolean secondary(Json said) {
        return String.valueOf(said.text("message")).toLowerCase(Locale.ROOT).contains("rate limit");
    }

    private static Duration atLeastASecond(Duration wait) {
        return wait.compareTo(Duration.ofSeconds(1)) < 0 ? Duration.ofSeconds(1) : wait;
    }

    private Json said(Response response) {
        try {
            return Json.of(context.json().read(response.body().text(UTF_8)));
        } catch (IllegalArgumentException e) {
            context.logger().log(System.Logger.Level.DEBUG, "A refusal is no JSON", e);
            return Json.of(null);
        }
    }

    private static String text(Json said) {
        var message = said.text("message");
        if (message == null) {
            return ".";
        }
        var details = said.get("errors") instanceof List<?> errors
                ? errors.stream()
                        .map(Failures::detail)
                        .filter(text -> !text.isBlank())
                        .collect(Collectors.joining("; "))
                : "";
        var text = message + (details.isEmpty() ? "" : " (" + details + ")");
        return ": " + (text.length() > EXCERPT ? text.substring(0, EXCERPT) + "…" : text);
    }

    private static String detail(Object error) {
        if (error instanceof String plain) {
            return plain;
        }
        var found = Json.of(error);
        var message = found.text("message");
        return message != null
                ? message
                : List.of("resource", "field", "code").stream()
                        .map(found::text)
                        .filter(part -> part != null)
                        .collect(Collectors.joining(" "));
    }
}
