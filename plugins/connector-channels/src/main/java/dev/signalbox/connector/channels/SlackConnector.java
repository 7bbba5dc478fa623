package dev.signalbox.connector.channels;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.signalbox.connector.Connector;
import dev.signalbox.connector.ConnectorContext;
import dev.signalbox.connector.ConnectorHttp.Request;
import dev.signalbox.connector.ConnectorHttp.Response;
import dev.signalbox.connector.Credential;
import dev.signalbox.connector.Default;
import dev.signalbox.connector.Description;
import dev.signalbox.connector.HttpBody;
import dev.signalbox.connector.Tool;
import dev.signalbox.connector.ToolCall;
import dev.signalbox.connector.ToolDefinition;
import dev.signalbox.connector.ToolException;
import dev.signalbox.connector.ToolException.Reason;
import dev.signalbox.connector.ToolResult;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

final class SlackConnector implements Connector {

    private static final int LONGEST = 40_000;
    private static final int MOST_BLOCKS = 50;

    private final SlackSettings settings;
    private final ConnectorContext context;

    SlackConnector(SlackSettings settings, ConnectorContext context) {
        this.settings = settings;
        this.context = context;
    }

    record Message(
            @Description("What to say, at most 40,000 characters. With blocks: what notifications show.")
            String text,

            @Description("Whether text is in Slack's own markup, where <!channel> rings for everybody. "
                    + "Otherwise it is shown as it is.")
            @Default("false")
            boolean markup,

            @Description("Block Kit blocks, at most 50.") List<Object> blocks) {}

    @Override
    public List<Tool<?>> tools() {
        return List.of(Tool.of(
                ToolDefinition.destructive(
                        "slack_send",
                        "Post to a channel",
                        "Posts one message to the channel of the webhook and returns {delivered}. "
                                + "It cannot be taken back, and the channel cannot be chosen."),
                Message.class,
                this::send));
    }

    /** A message without text is refused by a webhook that works, so nothing is posted. */
    @Override
    public void check(ToolCall call) throws InterruptedException {
        var response = post(webhook(call.credential()), Map.of("text", ""));
        if (response.status() != 400) {
            requireOk(response);
        }
    }

    private ToolResult send(Message message, ToolCall call) throws InterruptedException {
        var address = webhook(call.credential());
        Refusals.requireText("text", message.text(), LONGEST);
        if (message.blocks().size() > MOST_BLOCKS) {
            throw Refusals.invalid("A message has at most " + MOST_BLOCKS + " blocks.");
        }
        var payload = new LinkedHashMap<String, Object>();
        payload.put("text", message.markup() ? message.text() : literal(message.text()));
        if (!message.blocks().isEmpty()) {
            payload.put("blocks", message.blocks());
        }
        requireOk(post(address, payload));
        return ToolResult.of(Map.of("delivered", true));
    }

    /** The three characters that mean something to Slack; with them a text could ring for a whole workspace. */
    private static String literal(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    private Response post(URI address, Map<String, ?> payload) throws InterruptedException {
        var request = Request.of("POST", address)
                .withBody(HttpBody.of(context.json().write(payload)), "application/json; charset=utf-8")
                .withTimeout(Duration.ofSeconds(settings.timeoutSeconds()))
                // The address is the secret: it goes to nobody else.
                .withRedirects(_ -> false);
        return context.http().send(request);
    }

    private URI webhook(Credential credential) {
        if (!(credential instanceof Credential.ApiKey(var key))) {
            throw new ToolException(
                    Reason.UNAUTHENTICATED, "The instance needs an API key: the whole address of the webhook.");
        }
        try {
            var address = new URI(key.reveal().strip());
            if (settings.host().equalsIgnoreCase(address.getRawAuthority())) {
                return address;
            }
        } catch (URISyntaxException e) {
            context.logger().log(System.Logger.Level.DEBUG, "The API key of a slack instance is no address");
        }
        throw new ToolException(
                Reason.UNAUTHENTICATED,
                "The API key is no address of " + settings.host() + ". It is the whole address of the webhook.");
    }

    /** The answer may repeat the address, so only a plain word of it is shown. */
    private void requireOk(Response response) {
        if (response.successful()) {
            return;
        }
        var said = response.body().text(UTF_8).strip();
        var word = said.matches("[a-z_]{1,60}") ? said : "";
        var reason =
                switch (word) {
                    case "no_service", "no_active_hooks", "no_team", "invalid_token", "team_disabled" ->
                        Reason.UNAUTHENTICATED;
                    default -> Statuses.reason(response.status());
                };
        throw Statuses.failure(
                reason,
                "%s answered %d%s"
                        .formatted(settings.host(), response.status(), word.isEmpty() ? "." : ": " + word + "."),
                response);
    }
}
