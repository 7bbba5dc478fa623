package dev.signalbox.connector.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.signalbox.connector.ConnectorContext;
import dev.signalbox.connector.ConnectorHttp.Response;
import dev.signalbox.connector.ToolException;
import dev.signalbox.connector.ToolException.Reason;
import java.nio.charset.Charset;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Turns what came back into a result, or into the reason why it is none. */
final class Answers {

    private static final int EXCERPT = 300;
    private static final Pattern CHARSET = Pattern.compile("charset=\"?([\\w.:-]+)", Pattern.CASE_INSENSITIVE);
    private static final Pattern JSON = Pattern.compile("[\\w.+-]+/(?:[\\w.-]+\\+)?json", Pattern.CASE_INSENSITIVE);
    private static final Pattern TEXT = Pattern.compile(
            "text/.*|application/(?:xml|.*\\+xml|javascript|x-www-form-urlencoded|x-ndjson|yaml|graphql)",
            Pattern.CASE_INSENSITIVE);

    private final ConnectorContext context;

    Answers(ConnectorContext context) {
        this.context = context;
    }

    Map<String, @Nullable Object> result(HttpArguments.Call arguments, Response response) {
        var expected = arguments.expectedStatus();
        if (expected.isEmpty() ? !response.successful() : !expected.contains(response.status())) {
            throw unexpected(arguments, response);
        }
        var result = new LinkedHashMap<String, @Nullable Object>();
        result.put("status", response.status());
        result.put("headers", headers(response));
        putBody(result, response);
        return result;
    }

    /** Cookies are credentials of a session, so they stay out of what a workflow keeps. */
    private static Map<String, String> headers(Response response) {
        var headers = new TreeMap<String, String>();
        response.headers()
                .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), String.join(", ", values)));
        headers.remove("set-cookie");
        return headers;
    }

    private void putBody(Map<String, @Nullable Object> result, Response response) {
        var type = response.header("content-type").orElse("text/plain");
        var essence = type.replaceFirst(";.*", "").strip();
        if (response.body().size() == 0) {
            result.put("body", null);
        } else if (JSON.matcher(essence).matches()) {
            result.put("body", parse(response));
        } else if (TEXT.matcher(essence).matches()) {
            result.put("body", response.body().text(charset(type)));
        } else {
            result.put(
                    "body", Base64.getEncoder().encodeToString(response.body().bytes()));
            result.put("encoding", "base64");
        }
    }

    private @Nullable Object parse(Response response) {
        try {
            return context.json().read(response.body().text(UTF_8));
        } catch (IllegalArgumentException e) {
            throw new ToolException(
                    Reason.UPSTREAM_FAILED, response.uri().getHost() + " says it answers JSON, but it is not.", e);
        }
    }

    private static Charset charset(String type) {
        var named = CHARSET.matcher(type);
        return named.find() && Charset.isSupported(named.group(1)) ? Charset.forName(named.group(1)) : UTF_8;
    }

    private ToolException unexpected(HttpArguments.Call arguments, Response response) {
        var reason = reason(arguments.method(), response.status());
        // The address without its query: a query may carry what must not be shown.
        var message = "%s %s%s answered %d%s"
                .formatted(
                        arguments.method(),
                        response.uri().getHost(),
                        response.uri().getPath(),
                        response.status(),
                        excerpt(response));
        return RetryAfter.of(response, context.clock())
                .map(wait -> new ToolException(reason, message, wait))
                .orElseGet(() -> new ToolException(reason, message));
    }

    private static Reason reason(HttpArguments.Method method, int status) {
        return switch (status) {
            case 401 -> Reason.UNAUTHENTICATED;
            case 403 -> Reason.PERMISSION_DENIED;
            case 404, 410 -> Reason.NOT_FOUND;
            case 409, 412 -> Reason.CONFLICT;
            case 429 -> Reason.RATE_LIMITED;
            case 503 -> Reason.UNAVAILABLE;
            // A gateway that lost the answer does not know what the system behind it did.
            case 502, 504 -> method.reads() ? Reason.UPSTREAM_FAILED : Reason.OUTCOME_UNKNOWN;
            default -> status >= 500 ? Reason.UPSTREAM_FAILED : Reason.INVALID_ARGUMENT;
        };
    }

    private static String excerpt(Response response) {
        var text = response.body().text(UTF_8).strip();
        if (text.isEmpty()) {
            return ".";
        }
        return ": " + (text.length() > EXCERPT ? text.substring(0, EXCERPT) + "…" : text);
    }
}
