package dev.signalbox.platform.llm;

import com.sun.net.httpserver.Headers;
import dev.signalbox.platform.llm.ModelServer.Call;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** Chat completions. */
final class OpenAiWire implements Wire {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    @Override
    public @Nullable String problem(Headers headers, JsonNode body) {
        if (!("Bearer " + ModelServer.KEY).equals(headers.getFirst("Authorization"))) {
            return "Incorrect API key provided: " + headers.getFirst("Authorization");
        }
        if (body.path("model").asString("").isEmpty() || body.path("messages").isEmpty()) {
            return "model and messages are required";
        }
        Set<String> open = new HashSet<>();
        for (JsonNode message : body.path("messages")) {
            if (message.path("role").asString("").equals("tool")) {
                if (!open.remove(message.path("tool_call_id").asString(""))) {
                    return "a tool message must answer a preceding tool call";
                }
            } else if (!open.isEmpty()) {
                return "tool calls without an answer: " + open;
            }
            message.path("tool_calls").forEach(call -> open.add(call.path("id").asString("")));
        }
        return open.isEmpty() ? null : "tool calls without an answer: " + open;
    }

    @Override
    public String answer(JsonNode question, String text, Call[] calls, boolean cut) {
        var message = NODES.objectNode().put("role", "assistant");
        message.set("content", text.isEmpty() ? NODES.nullNode() : NODES.stringNode(text));
        for (Call call : calls) {
            message.withArray("tool_calls")
                    .addObject()
                    .put("id", call.id())
                    .put("type", "function")
                    .putObject("function")
                    .put("name", call.name())
                    .put("arguments", call.arguments());
        }
        var answer = NODES.objectNode()
                .put("id", "chatcmpl-1")
                .put("object", "chat.completion")
                .put("created", 1_790_000_000)
                .put("model", question.path("model").asString("") + "-2026-08-06");
        answer.putArray("choices")
                .addObject()
                .put("index", 0)
                .put("finish_reason", cut ? "length" : calls.length > 0 ? "tool_calls" : "stop")
                .set("message", message);
        answer.putObject("usage")
                .put("prompt_tokens", 11)
                .put("completion_tokens", 7)
                .put("total_tokens", 18);
        return answer.toString();
    }

    @Override
    public String error(String message) {
        var error = NODES.objectNode();
        error.putObject("error")
                .put("message", message)
                .put("type", "invalid_request_error")
                .putNull("code");
        return error.toString();
    }
}
