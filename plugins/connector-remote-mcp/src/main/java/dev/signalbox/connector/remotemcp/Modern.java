package dev.signalbox.connector.remotemcp;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.signalbox.connector.ToolException;
import dev.signalbox.connector.ToolException.Reason;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The revision 2026-07-28: no handshake and no session; each request says what it speaks. */
record Modern(Wire wire, AtomicLong ids) implements Dialect {

    static final String REVISION = "2026-07-28";
    static final String DISCOVER = "server/discover";

    private static final String META = "io.modelcontextprotocol/";
    private static final int MOST_ROUNDS = 3;
    private static final Pattern PLAIN = Pattern.compile("[\\x20-\\x7e]*");

    @Override
    public Said ask(Question question) throws InterruptedException {
        Map<String, @Nullable Object> more = Map.of();
        for (int round = 0; round < MOST_ROUNDS; round++) {
            var message = message(question, more);
            var listener = new Courtesy(wire, message.headers(), question.hearing());
            var result = wire.ask(message, question.patience(), listener).result();
            if (!result.text("resultType").orElse("complete").equals("input_required")) {
                return result;
            }
            more = answers(result);
        }
        throw new ToolException(
                Reason.UPSTREAM_FAILED, wire.host() + " asks for more and more before it answers the call.");
    }

    /** It does not know this revision any more, though it did. */
    @Override
    public boolean over(Refused refused) {
        return refused.supported().isPresent();
    }

    private Message message(Question question, Map<String, @Nullable Object> more) {
        var id = ids.incrementAndGet();
        var params = new LinkedHashMap<String, @Nullable Object>(question.params());
        params.putAll(more);
        params.put(
                "_meta",
                Map.of(
                        META + "protocolVersion",
                        REVISION,
                        META + "clientInfo",
                        CLIENT,
                        META + "clientCapabilities",
                        Map.of(),
                        "progressToken",
                        id));
        return Message.request(id, question.method(), params)
                .with(question.headers())
                .with(headers(question));
    }

    private static Map<String, String> headers(Question question) {
        var headers = new LinkedHashMap<String, String>();
        headers.put("MCP-Protocol-Version", REVISION);
        headers.put("Mcp-Method", question.method());
        var named = question.named();
        if (named != null) {
            headers.put("Mcp-Name", value(named));
        }
        return headers;
    }

    /** As a header can carry it: what is not plain travels in base64, and so does what only looks as if it did. */
    static String value(String text) {
        return PLAIN.matcher(text).matches() && text.strip().equals(text) && !text.startsWith("=?base64?")
                ? text
                : "=?base64?" + Base64.getEncoder().encodeToString(text.getBytes(UTF_8)) + "?=";
    }

    /** The server wants to know something first; it is told that nobody is there, and may still find an answer. */
    private Map<String, @Nullable Object> answers(Said result) {
        var answers = new LinkedHashMap<String, @Nullable Object>();
        var requests = result.object("inputRequests");
        for (var key : requests.fields().keySet()) {
            var method = requests.object(key).text("method").orElse("");
            answers.put(
                    key,
                    Courtesy.result(method)
                            .orElseThrow(() -> new ToolException(
                                    Reason.INVALID_ARGUMENT,
                                    wire.host() + " wants " + Visible.only(method)
                                            + " from its client, which nobody here can give.")));
        }
        var more = new LinkedHashMap<String, @Nullable Object>();
        more.put("inputResponses", answers);
        result.text("requestState").ifPresent(state -> more.put("requestState", state));
        return more;
    }
}
