package dev.signalbox.platform.llm;

import com.sun.net.httpserver.Headers;
import dev.signalbox.platform.llm.ModelServer.Call;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;

/** Messages. */
final class AnthropicWire implements Wire {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    @Override
    public @Nullable String problem(Headers headers, JsonNode body) {
        if (!ModelServer.KEY.equals(headers.getFirst("x-api-key"))) {
            return "invalid x-api-key " + headers.getFirst("x-api-key");
        }
        if (headers.getFirst("anthropic-version") == null
                || !body.path("max_tokens").isInt()) {
            return "anthropic-version and max_tokens are required";
        }
        Set<String> open = new HashSet<>();
        for (JsonNode message : body.path("messages")) {
            var answered = new HashSet<String>();
            for (JsonNode part : message.path("content")) {
                if (part.path("type").asString("").equals("tool_result")) {
                    answered.add(part.path("tool_use_id").asString(""));
                }
            }
            if (!answered.equals(open)) {
                return "tool_use ids without tool_result blocks: " + open + ", answered " + answered;
            }
            open.clear();
            for (JsonNode part : message.path("content")) {
                if (part.path("type").asString("").equals("tool_use")) {
                    open.add(part.path("id").asString(""));
                }
            }
        }
        return open.isEmpty() ? null : "tool_use ids without tool_result blocks: " + open;
    }

    @Override
    public String answer(JsonNode question, String text, Call[] calls, boolean cut) {
        var answer = NODES.objectNode()
                .put("id", "msg_1")
                .put("type", "message")
                .put("role", "assistant")
                .put("model", question.path("model").asString("") + "-20261001")
                .put("stop_reason", cut ? "max_tokens" : calls.length > 0 ? "tool_use" : "end_turn");
        var content = answer.putArray("content");
        if (!text.isEmpty()) {
            content.addObject().put("type", "text").put("text", text);
        }
        for (Call call : calls) {
            content.addObject()
                    .put("type", "tool_use")
                    .put("id", call.id())
                    .put("name", call.name())
                    .set("input", JsonMapper.shared().readTree(call.arguments()));
        }
        answer.putObject("usage").put("input_tokens", 11).put("output_tokens", 7);
        return answer.toString();
    }

    @Override
    public String error(String message) {
        var error = NODES.objectNode().put("type", "error");
        error.putObject("error").put("type", "invalid_request_error").put("message", message);
        return error.toString();
    }
}
