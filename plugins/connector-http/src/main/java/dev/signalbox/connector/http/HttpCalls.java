package dev.signalbox.connector.http;

import dev.signalbox.connector.ConnectorContext;
import dev.signalbox.connector.ConnectorHttp.Request;
import dev.signalbox.connector.ConnectorHttp.Response;
import dev.signalbox.connector.ToolCall;
import dev.signalbox.connector.ToolDefinition;
import dev.signalbox.connector.ToolException;
import dev.signalbox.connector.ToolException.Reason;
import dev.signalbox.connector.ToolResult;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Sends what the tools want sent, and follows pages when they want that. */
final class HttpCalls {

    private final HttpSettings settings;
    private final ConnectorContext context;
    private final Requests requests;
    private final Answers answers;

    HttpCalls(HttpSettings settings, ConnectorContext context, Requests requests) {
        this.settings = settings;
        this.context = context;
        this.requests = requests;
        this.answers = new Answers(context);
    }

    /** A write may be repeated where the other system honours the key. */
    ToolDefinition promise(ToolDefinition writing) {
        return settings.honoursIdempotencyKey() ? writing.idempotentByKey() : writing;
    }

    /** @param pages 1 for just this answer; more bodies come in {@code pages}, and {@code next} says where it goes on */
    ToolResult send(HttpArguments.Call arguments, ToolCall call, int pages) throws InterruptedException {
        if (pages < 1 || pages > Pages.MOST) {
            throw new ToolException(Reason.INVALID_ARGUMENT, "max_pages is 1 to " + Pages.MOST + ".");
        }
        var request = requests.of(arguments, call);
        var response = context.http().send(request);
        var result = new LinkedHashMap<>(answers.result(arguments, response));
        if (arguments.method() != HttpArguments.Method.GET) {
            return ToolResult.of(result);
        }
        var next = next(request, response, result.get("body"));
        if (pages > 1) {
            var bodies = new ArrayList<@Nullable Object>();
            bodies.add(result.get("body"));
            while (next.isPresent() && bodies.size() < pages) {
                var following = at(request, next.get());
                var answer = context.http().send(following);
                var body = answers.result(arguments, answer).get("body");
                bodies.add(body);
                next = next(following, answer, body);
            }
            result.put("pages", bodies);
        }
        next.ifPresent(address -> result.put("next", address.toString()));
        return ToolResult.of(result);
    }

    /** A next page is at the place of the first, or it is none: the credential goes along. */
    private static Optional<URI> next(Request request, Response response, @Nullable Object body) {
        return Pages.next(response, body)
                .filter(next -> !next.equals(response.uri()))
                .filter(next -> place(next).equals(place(request.uri())));
    }

    private static String place(URI uri) {
        return uri.getScheme() + "://" + uri.getRawAuthority();
    }

    private static Request at(Request request, URI next) {
        return new Request(
                request.method(), next, request.headers(), request.body(), request.timeout(), request.redirects());
    }
}
