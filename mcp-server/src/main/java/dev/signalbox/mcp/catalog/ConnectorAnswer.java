package dev.signalbox.mcp.catalog;

import dev.signalbox.mcp.platform.Json;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** How a connector's call ended, as a result: what it said no to is for the model to read, like what it answered. */
final class ConnectorAnswer {

    private ConnectorAnswer() {}

    static ToolResult of(CatalogTool tool, JsonNode answer) {
        if (answer.path("outcome").asString("").equals("success")) {
            JsonNode content = Invisible.removed(answer.path("result"));
            int size = ResultSize.of(content);
            return size <= ResultSize.LIMIT
                    ? marked(tool, ToolResult.answer(content))
                    : ToolFailure.tooLargeThere(size);
        }
        return marked(tool, ToolResult.failure(Invisible.removed(failure(answer))));
    }

    private static ObjectNode failure(JsonNode answer) {
        ObjectNode content = Json.MAPPER
                .createObjectNode()
                .put("code", answer.path("code").asString("UPSTREAM_FAILED"))
                .put("message", answer.path("message").asString("The connector does not say why."))
                .put("retryable", answer.path("retryable").asBoolean(false));
        String hint = hint(answer);
        return hint == null ? content : content.put("hint", hint);
    }

    private static @Nullable String hint(JsonNode answer) {
        if (answer.path("outcome").asString("").equals("unknown")) {
            return "It may or may not have happened. Look before you call it again.";
        }
        if (answer.path("retry_after_seconds").isNumber()) {
            return "Wait %d s, then send the call again."
                    .formatted(answer.path("retry_after_seconds").asLong());
        }
        return switch (answer.path("code").asString("")) {
            case "UNAUTHENTICATED" ->
                "The other system refuses the connector's credential. A person has to renew it in the console.";
            case "NOT_FOUND" -> "Take ids and names from the tools that list; do not guess them.";
            default -> null;
        };
    }

    private static ToolResult marked(CatalogTool tool, ToolResult result) {
        return tool.facts().openWorld() ? result.fromOutside() : result;
    }
}
