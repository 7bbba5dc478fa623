package dev.signalbox.connector.http;

import dev.signalbox.connector.Connector;
import dev.signalbox.connector.ConnectorContext;
import dev.signalbox.connector.Tool;
import dev.signalbox.connector.ToolCall;
import dev.signalbox.connector.ToolDefinition;
import dev.signalbox.connector.ToolException;
import dev.signalbox.connector.ToolException.Reason;
import dev.signalbox.connector.ToolResult;
import java.util.List;

final class HttpConnector implements Connector {

    private final HttpSettings settings;
    private final ConnectorContext context;
    private final Requests requests;
    private final Answers answers;

    HttpConnector(HttpSettings settings, ConnectorContext context) {
        this.settings = settings;
        this.context = context;
        this.requests = new Requests(settings, context.json());
        this.answers = new Answers(context.json());
    }

    @Override
    public List<Tool<?>> tools() {
        return List.of(
                Tool.of(get(), HttpArguments.Get.class, (arguments, call) -> send(arguments.toCall(), call)),
                Tool.of(promise(post()), HttpArguments.Post.class, (arguments, call) -> send(arguments.toCall(), call)),
                Tool.of(promise(request()), HttpArguments.Call.class, this::send));
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

    private ToolResult send(HttpArguments.Call arguments, ToolCall call) throws InterruptedException {
        var request = requests.of(arguments, call);
        return answers.result(arguments, context.http().send(request));
    }

    private ToolDefinition promise(ToolDefinition writing) {
        return settings.honoursIdempotencyKey() ? writing.idempotentByKey() : writing;
    }

    private static ToolDefinition get() {
        return ToolDefinition.read(
                "http_get",
                "GET an address",
                "Reads an HTTP address and returns {status, headers, body}; a JSON body comes parsed. "
                        + "Fails when the status is not one of expected_status.");
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
