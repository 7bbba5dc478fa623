package dev.signalbox.mcp.catalog;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/**
 * What a call gives back.
 *
 * @param content the answer, or {@code {code, message, retryable}} of a failure
 * @param notes sentences for the reader about the answer
 */
public record ToolResult(JsonNode content, boolean failed, List<String> notes) implements ToolOutcome {

    static ToolResult answer(JsonNode content) {
        return new ToolResult(content, false, List.of());
    }

    static ToolResult failure(JsonNode content) {
        return new ToolResult(content, true, List.of());
    }

    ToolResult with(String note) {
        if (failed) {
            return this;
        }
        var all = new ArrayList<>(notes);
        all.add(note);
        return new ToolResult(content, false, List.copyOf(all));
    }
}
