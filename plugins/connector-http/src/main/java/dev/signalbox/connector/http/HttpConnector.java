package dev.signalbox.connector.http;

import dev.signalbox.connector.Connector;
import dev.signalbox.connector.ConnectorContext;
import dev.signalbox.connector.Tool;
import dev.signalbox.connector.ToolCall;
import dev.signalbox.connector.ToolDefinition;
import dev.signalbox.connector.ToolException;
import dev.signalbox.connector.ToolException.Reason;
import java.util.List;

final class HttpConnector implements Connector {

    private final HttpSettings settings;
    private final ConnectorContext context;
    private final Requests requests;
    private final HttpCalls calls;
    private final List<Tool<?>> tools;

    HttpConnector(HttpSettings settings, ConnectorContext context) {
        this.settings = settings;
        this.context = context;
        this.requests = new Requests(settings, context.json());
        this.calls = new HttpCalls(settings, context, requests);
        this.tools = settings.openapi()
                .map(document -> new OpenApiTools(settings, context, calls).of(document))
                .orElseGet(this::anyAddress);
    }

    @Override
    public List<Tool<?>> tools() {
        return tools;
    }

    private List<Tool<?>> anyAddress() {
        return List.of(
                Tool.of(
                        get(),
                        HttpArguments.Get.class,
                        (arguments, call) -> calls.send(arguments.toCall(), call, arguments.maxPages())),
                Tool.of(
                        calls.promise(post()),
                        HttpArguments.Post.class,
                        (arguments, call) -> calls.send(arguments.toCall(), call, 1)),
                Tool.of(
                        calls.promise(request()),
                        HttpArguments.Call.class,
                        (arguments, call) -> calls.send(arguments, call, 1)));
    }

    /** Without a base address there is nothing to try: each call names its own. */
    @Override
    public void check(ToolCall call) throws InterruptedException {
        if (settings.baseUrl().isEmpty()) {
            return;
        }
        var base = settings.baseUrl().get();
        var status = context.http()
                .send(requests.to(HttpArguments.Method.GET, base, call.credential()))
                .status();
        if (status == 401 || status == 403) {
            throw new ToolException(
                    Reason.UNAUTHENTICATED, base.getHost() + " refuses the credential with status " + status + ".");
        }
    }

    private static ToolDefinition get() {
        return ToolDefinition.read(
                "http_get",
                "GET an address",
                "Reads an HTTP address and returns {status, headers, body}; a JSON body comes parsed. "
                        + "Fails when the status is not one of expected_status. When the answer says where it goes on, "
                        + "next has the address; max_pages follows it.");
    }

    private static ToolDefinition post() {
        return ToolDefinition.write(
                "http_post",
                "POST to an address",
                "Sends JSON or text to an HTTP address and returns {status, headers, body}; a JSON body comes parsed. "
                        + "Carries an Idempotency-Key that stays the same when the call is repeated.");
    }

    private static ToolDefinition request() {
        return ToolDefinition.destructive(
                "http_request",
                "Send any HTTP request",
                "Sends a request with any method, PUT, PATCH and DELETE included, and returns {status, headers, body}. "
                        + "Prefer http_get and http_post where they are enough.");
    }
}
