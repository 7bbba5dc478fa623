package dev.signalbox.connector.remotemcp;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.signalbox.connector.ConnectorHttp;
import dev.signalbox.connector.ConnectorHttp.Request;
import dev.signalbox.connector.ConnectorJson;
import dev.signalbox.connector.HttpBody;
import dev.signalbox.connector.StreamedResponse;
import dev.signalbox.connector.ToolException;
import dev.signalbox.connector.ToolException.Reason;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Streamable HTTP: one message out, and what comes back until it is answered, as one document or as events. */
final class Wire {

    private static final Duration SHORTLY = Duration.ofSeconds(5);
    private static final int MOST_RETURNS = 30;
    private static final int EXCERPT = 300;

    private final ConnectorHttp http;
    private final ConnectorJson json;
    private final URI url;

    Wire(ConnectorHttp http, ConnectorJson json, URI url) {
        this.http = http;
        this.json = json;
        this.url = url;
    }

    /** @param session the server gave out with the answer */
    record Reply(Said result, Optional<String> session) {}

    String host() {
        return url.getHost();
    }

    /**
     * @throws Refused when the server answers with an error or a status that is none of success
     * @throws ToolException when there is no answer, or none that can be read
     */
    Reply ask(Message request, Duration patience, Listener listener) throws InterruptedException {
        var deadline = System.nanoTime() + patience.toNanos();
        var events = new Events();
        var next = posted(request, patience);
        for (int returns = 0; returns <= MOST_RETURNS; returns++) {
            try (var answer = http.open(next)) {
                var reply = reply(request, answer, events, listener);
                if (reply.isPresent()) {
                    return reply.get();
                }
            }
            var left = Duration.ofNanos(deadline - System.nanoTime());
            if (events.lastId() == null || left.compareTo(events.pause()) <= 0) {
                break;
            }
            // The server let go of the stream and lets us come back for the rest of it.
            Thread.sleep(events.pause());
            events.restart();
            next = returning(request, events.lastId(), left.minus(events.pause()));
        }
        throw new ToolException(Reason.OUTCOME_UNKNOWN, host() + " ended its answer before it was complete.");
    }

    /** Says something that is not answered. */
    void tell(Message message) throws InterruptedException {
        tell(message, SHORTLY);
    }

    void tell(Message message, Duration patience) throws InterruptedException {
        var answer = http.send(posted(message, patience));
        if (!answer.successful()) {
            throw new Refused(answer.status(), 0, "", Said.of(null), null);
        }
    }

    private Request posted(Message message, Duration patience) {
        return request("POST", message, patience)
                .withHeader("Accept", "application/json, text/event-stream")
                .withBody(HttpBody.of(json.write(message.body())), "application/json");
    }

    private Request returning(Message message, @Nullable String after, Duration patience) {
        return request("GET", message, patience)
                .withHeader("Accept", "text/event-stream")
                .withHeader("Last-Event-ID", String.valueOf(after));
    }

    private Request request(String method, Message message, Duration patience) {
        var request = Request.of(method, url).withTimeout(patience).withRedirects(_ -> false);
        for (var header : message.headers().entrySet()) {
            request = request.withHeader(header.getKey(), header.getValue());
        }
        return request;
    }

    private Optional<Reply> reply(Message request, StreamedResponse answer, Events events, Listener listener)
            throws InterruptedException {
        var session = answer.header("mcp-session-id");
        if (answer.status() < 200 || answer.status() > 299) {
            throw refused(answer);
        }
        var type = answer.header("content-type").orElse("").toLowerCase(Locale.ROOT);
        if (type.startsWith("text/event-stream")) {
            return heard(request, answer, events, listener).map(said -> new Reply(result(said), session));
        }
        if (!type.startsWith("application/json")) {
            throw wrong("answers with " + (type.isEmpty() ? "nothing" : type) + " where JSON or events belong.");
        }
        var said = parsed(whole(answer));
        var messages = said instanceof List<?> several ? several : List.of(said);
        return Optional.of(messages.stream()
                .map(Said::of)
                .filter(request::answeredBy)
                .findFirst()
                .map(found -> new Reply(result(found), session))
                .orElseThrow(() -> wrong("answers with JSON that is no answer to what it was asked.")));
    }

    private Optional<Said> heard(Message request, StreamedResponse answer, Events events, Listener listener)
            throws InterruptedException {
        while (true) {
            var piece = answer.next();
            if (piece.isEmpty()) {
                return Optional.empty();
            }
            for (var data : events.take(piece.get().bytes())) {
                var said = Said.of(parsed(data));
                if (request.answeredBy(said)) {
                    return Optional.of(said);
                }
                pass(said, listener);
            }
        }
    }

    private static void pass(Said said, Listener listener) throws InterruptedException {
        var method = said.text("method");
        if (method.isEmpty()) {
            return;
        }
        if (said.has("id")) {
            listener.asked(said);
        } else {
            listener.told(method.get(), said.object("params"));
        }
    }

    private static Said result(Said said) {
        if (said.has("error")) {
            var error = said.object("error");
            throw new Refused(
                    200,
                    error.number("code").orElse(-1.0).intValue(),
                    shortened(error.text("message").orElse("")),
                    error.object("data"),
                    null);
        }
        return said.object("result");
    }

    private Refused refused(StreamedResponse answer) throws InterruptedException {
        var body = readable(whole(answer));
        var error = body.object("error");
        var wait = answer.header("retry-after")
                .filter(after -> after.matches("[1-9]\\d{0,5}"))
                .map(after -> Duration.ofSeconds(Long.parseLong(after)))
                .orElse(null);
        return new Refused(
                answer.status(),
                error.number("code").orElse(0.0).intValue(),
                shortened(error.text("message")
                        .or(() -> body.text("error_description"))
                        .or(() -> body.text("message"))
                        .or(() -> body.text("error"))
                        .orElse("")),
                error.object("data"),
                wait);
    }

    private Said readable(String text) {
        try {
            return Said.of(json.read(text));
        } catch (IllegalArgumentException _) {
            return Said.of(Map.of()); // an error page is for people with browsers
        }
    }

    private static String whole(StreamedResponse answer) throws InterruptedException {
        var whole = new ByteArrayOutputStream();
        for (var piece = answer.next(); piece.isPresent(); piece = answer.next()) {
            whole.writeBytes(piece.get().bytes());
        }
        return whole.toString(UTF_8);
    }

    private Object parsed(String text) {
        try {
            var said = json.read(text);
            return said == null ? Map.of() : said;
        } catch (IllegalArgumentException e) {
            throw new ToolException(Reason.UPSTREAM_FAILED, host() + " answers with something that is not JSON.", e);
        }
    }

    private ToolException wrong(String what) {
        return new ToolException(Reason.UPSTREAM_FAILED, host() + " " + what);
    }

    private static String shortened(String text) {
        var visible = Visible.only(text).strip();
        return visible.length() > EXCERPT ? visible.substring(0, EXCERPT) + "…" : visible;
    }
}
