package dev.signalbox.mcp.catalog;

import dev.signalbox.mcp.platform.Json;
import dev.signalbox.mcp.platform.PlatformAnswer.Problem;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/** Failures as results, so that a model can read them and react. */
final class ToolFailure {

    /** What only a client of the REST API can use. */
    private static final List<String> LEFT_OUT =
            List.of("type", "title", "status", "instance", "detail", "error", "code", "retryable");

    private ToolFailure() {}

    static ToolResult of(Problem problem) {
        ObjectNode content = content(problem.code(), problem.message(), problem.retryable());
        problem.document().properties().stream()
                .filter(member -> !LEFT_OUT.contains(member.getKey()))
                .forEach(member -> content.set(member.getKey(), member.getValue()));
        return ToolResult.failure(content);
    }

    static ToolResult of(InvalidArgumentsException wrong) {
        return ToolResult.failure(content("INVALID_ARGUMENT", String.valueOf(wrong.getMessage()), false));
    }

    static ToolResult tooLarge(int bytes) {
        return ToolResult.failure(content(
                "TOO_LARGE",
                "The answer has %d KiB, and a tool may return %d. Ask for less: fewer items, one run or one part of it."
                        .formatted(bytes / 1024, ResultSize.LIMIT / 1024),
                false));
    }

    private static ObjectNode content(String code, String message, boolean retryable) {
        return Json.MAPPER
                .createObjectNode()
                .put("code", code)
                .put("message", message)
                .put("retryable", retryable);
    }
}
