package dev.signalbox.connector.channels;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.signalbox.connector.Connector;
import dev.signalbox.connector.ConnectorContext;
import dev.signalbox.connector.ConnectorHttp.Request;
import dev.signalbox.connector.ConnectorHttp.Response;
import dev.signalbox.connector.Credential;
import dev.signalbox.connector.Description;
import dev.signalbox.connector.HttpBody;
import dev.signalbox.connector.Tool;
import dev.signalbox.connector.ToolCall;
import dev.signalbox.connector.ToolDefinition;
import dev.signalbox.connector.ToolException;
import dev.signalbox.connector.ToolException.Reason;
import dev.signalbox.connector.ToolResult;
import java.net.URI;
import java.net.URLEncoder;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

final class SmsConnector implements Connector {

    private static final int LONGEST = 1600;

    private final SmsSettings settings;
    private final ConnectorContext context;

    SmsConnector(SmsSettings settings, ConnectorContext context) {
        this.settings = settings;
        this.context = context;
    }

    record Text(
            @Description("A number with its country, such as +41791234567.")
            String to,

            @Description("What to say, at most 1,600 characters; more than 160 are sent and paid for in parts.")
            String text) {}

    @Override
    public List<Tool<?>> tools() {
        return List.of(Tool.of(
                ToolDefinition.destructive(
                        "sms_send",
                        "Send a text message",
                        "Sends one text message and returns {id, status, segments}. It costs money and cannot be taken "
                                + "back. A status of queued or accepted means that it is on its way."),
                Text.class,
                this::send));
    }

    @Override
    public void check(ToolCall call) throws InterruptedException {
        var login = login(call.credential());
        requireOk(context.http().send(request("GET", "", login)));
    }

    private ToolResult send(Text text, ToolCall call) throws InterruptedException {
        requireNumber(text.to());
        Refusals.requireText("text", text.text(), LONGEST);
        var form = new LinkedHashMap<String, String>();
        form.put("To", text.to());
        form.put(settings.from().startsWith("MG") ? "MessagingServiceSid" : "From", settings.from());
        form.put("Body", text.text());
        var request = request("POST", "/Messages", login(call.credential()))
                .withBody(HttpBody.of(encoded(form)), "application/x-www-form-urlencoded");
        var answer = requireOk(context.http().send(request));
        var result = new LinkedHashMap<String, @Nullable Object>();
        result.put("id", answer.get("sid"));
        result.put("status", answer.get("status"));
        result.put("segments", answer.get("num_segments"));
        return ToolResult.of(result);
    }

    private void requireNumber(String number) {
        if (!number.matches("\\+[1-9]\\d{5,14}")) {
            throw Refusals.invalid("to is a number with its country and without spaces, such as +41791234567.");
        }
        if (!settings.allowedPrefixes().isEmpty()
                && settings.allowedPrefixes().stream().noneMatch(number::startsWith)) {
            throw new ToolException(Reason.PERMISSION_DENIED, "This instance does not write to numbers like this one.");
        }
    }

    private static Credential.Basic login(Credential credential) {
        if (credential instanceof Credential.Basic basic) {
            return basic;
        }
        throw new ToolException(
                Reason.UNAUTHENTICATED,
                "The instance needs a credential with the account, or the id of a key, and its secret.");
    }

    private Request request(String method, String below, Credential.Basic login) {
        var account = settings.accountSid().orElse(login.username());
        if (!account.matches("\\p{Alnum}{1,64}")) {
            throw new ToolException(Reason.UNAUTHENTICATED, "The user name is no account; set account_sid.");
        }
        var base = settings.baseUrl().toString().replaceFirst("/+$", "");
        var address = URI.create(base + "/2010-04-01/Accounts/" + account + below + ".json");
        var pair = (login.username() + ":" + login.password().reveal()).getBytes(UTF_8);
        return Request.of(method, address)
                .withHeader("Authorization", "Basic " + Base64.getEncoder().encodeToString(pair))
                .withTimeout(Duration.ofSeconds(settings.timeoutSeconds()))
                .withRedirects(_ -> false);
    }

    private Map<?, ?> requireOk(Response response) {
        var answer = read(response);
        if (response.successful()) {
            return answer;
        }
        var code = answer.get("code") instanceof Long given ? given : 0;
        var message = answer.get("message") instanceof String text ? text : "";
        throw Statuses.failure(
                reason(code, response.status()),
                "%s answered %d%s"
                        .formatted(
                                settings.baseUrl().getHost(),
                                response.status(),
                                message.isEmpty() ? "." : ": " + message.substring(0, Math.min(300, message.length()))),
                response);
    }

    /** The service's own numbers, where they say more than the status. */
    private static Reason reason(long code, int status) {
        return switch ((int) code) {
            // Not a number; not reachable by text; no such number.
            case 21211, 21214, 21217, 21614 -> Reason.NOT_FOUND;
            // No leave for this country; the person has unsubscribed; blocked.
            case 21408, 21610, 21612 -> Reason.PERMISSION_DENIED;
            // Queue full; too many requests.
            case 21611, 20429, 14107 -> Reason.RATE_LIMITED;
            default -> Statuses.reason(status);
        };
    }

    private Map<?, ?> read(Response response) {
        try {
            return context.json().read(response.body().text(UTF_8)) instanceof Map<?, ?> object ? object : Map.of();
        } catch (IllegalArgumentException e) {
            // The status says whether it was taken; only what was said about it is lost.
            context.logger().log(System.Logger.Level.DEBUG, "An answer is no JSON", e);
            return Map.of();
        }
    }

    private static String encoded(Map<String, String> form) {
        return form.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), UTF_8))
                .collect(Collectors.joining("&"));
    }
}
