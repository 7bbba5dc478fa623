package dev.signalbox.connector.example;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.signalbox.connector.Connector;
import dev.signalbox.connector.ConnectorContext;
import dev.signalbox.connector.ConnectorHttp.Request;
import dev.signalbox.connector.ConnectorHttp.Response;
import dev.signalbox.connector.ConnectorStore.Document;
import dev.signalbox.connector.Credential;
import dev.signalbox.connector.Description;
import dev.signalbox.connector.Tool;
import dev.signalbox.connector.ToolCall;
import dev.signalbox.connector.ToolDefinition;
import dev.signalbox.connector.ToolException;
import dev.signalbox.connector.ToolException.Reason;
import dev.signalbox.connector.ToolResult;
import java.net.URI;
import java.net.URLEncoder;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One configured instance. Everything from outside comes through the context; what lasts is in its store. */
final class ExampleConnector implements Connector {

    private final ExamplePlugin.Settings settings;
    private final ConnectorContext context;

    ExampleConnector(ExamplePlugin.Settings settings, ConnectorContext context) {
        this.settings = settings;
        this.context = context;
    }

    record Find(
            @Description("What the quote is about, such as courage.")
            String topic) {}

    record Keep(
            @Description("The name to keep it under, at most 60 characters.")
            String name,

            @Description("The quote.") String text) {}

    record Kept() {}

    record Quote(String name, String text) {}

    record Quotes(List<Quote> quotes) {}

    @Override
    public List<Tool<?>> tools() {
        return List.of(
                Tool.of(
                        ToolDefinition.read(
                                "quote_find",
                                "Find a quote",
                                "Looks up a quote about a topic and returns {text}. Fails when there is none."),
                        Find.class,
                        this::find),
                Tool.of(
                        ToolDefinition.write(
                                        "quote_keep",
                                        "Keep a quote",
                                        "Keeps a quote under a name and returns {name, text}. A name is used once.")
                                .idempotentByKey()
                                .closedWorld(),
                        Keep.class,
                        this::keep),
                Tool.of(
                        ToolDefinition.read(
                                        "quote_list",
                                        "List the kept quotes",
                                        "Returns the quotes that were kept, by name: {quotes: [{name, text}]}.")
                                .closedWorld(),
                        Kept.class,
                        (_, _) -> kept()));
    }

    /** Would a call get through? This is what the platform asks when somebody presses "validate". */
    @Override
    public void check(ToolCall call) throws InterruptedException {
        ask("/quotes?limit=1", call);
    }

    private ToolResult find(Find wanted, ToolCall call) throws InterruptedException {
        var answer = ask("/quotes?topic=" + URLEncoder.encode(wanted.topic(), UTF_8), call);
        return ToolResult.of(Map.of("text", text(answer)));
    }

    /** Idempotent without help: a repeat finds the very same quote under the name, and that is its result. */
    private ToolResult keep(Keep quote, ToolCall call) throws InterruptedException {
        if (quote.name().isBlank() || quote.name().length() > 60 || quote.name().indexOf('\0') >= 0) {
            throw new ToolException(Reason.INVALID_ARGUMENT, "name is 1 to 60 characters.");
        }
        var kept = new Quote(quote.name(), quote.text());
        var there = context.store().find(quote.name()).map(ExampleConnector::quote);
        if (there.isEmpty()) {
            insert(kept);
        } else if (!there.get().equals(kept)) {
            throw new ToolException(Reason.CONFLICT, "There is another quote under this name; choose another name.");
        }
        return ToolResult.of(kept);
    }

    private void insert(Quote quote) throws InterruptedException {
        try {
            context.store().insert(quote.name(), Map.of("text", quote.text()));
        } catch (IllegalArgumentException e) {
            throw new ToolException(Reason.INVALID_ARGUMENT, "text is too long, or holds a character U+0000.", e);
        }
    }

    private ToolResult kept() throws InterruptedException {
        return ToolResult.of(new Quotes(context.store().list("", "", 200).stream()
                .map(ExampleConnector::quote)
                .toList()));
    }

    private Response ask(String path, ToolCall call) throws InterruptedException {
        var request = Request.of("GET", URI.create(settings.baseUrl() + path));
        if (call.credential() instanceof Credential.Bearer(var token)) {
            request = request.withHeader("Authorization", "Bearer " + token.reveal());
        }
        var answer = context.http().send(request);
        return switch (answer.status()) {
            case 200 -> answer;
            case 401, 403 ->
                throw new ToolException(Reason.UNAUTHENTICATED, "The quotes want another credential than this one.");
            case 404 -> throw new ToolException(Reason.NOT_FOUND, "There is no quote about this.");
            default ->
                throw new ToolException(Reason.UPSTREAM_FAILED, "The quotes answered with " + answer.status() + ".");
        };
    }

    private String text(Response answer) {
        return Optional.of(answer.body().text(UTF_8))
                .flatMap(this::parsed)
                .map(quote -> quote.get("text"))
                .filter(String.class::isInstance)
                .map(String.class::cast)
                .orElseThrow(() -> new ToolException(Reason.UPSTREAM_FAILED, "The answer is not a quote."));
    }

    private Optional<Map<?, ?>> parsed(String body) {
        try {
            return context.json().read(body) instanceof Map<?, ?> object ? Optional.of(object) : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static Quote quote(Document document) {
        return new Quote(document.key(), String.valueOf(document.content().get("text")));
    }
}
