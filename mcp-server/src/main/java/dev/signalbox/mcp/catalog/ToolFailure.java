package dev.signalbox.mcp.catalog;

import dev.signalbox.mcp.platform.Json;
import dev.signalbox.mcp.platform.PlatformAnswer.Problem;
import java.util.List;
import org.jspecify.annotations.Nullable;
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
        String hint = hint(problem);
        return ToolResult.failure(hint == null ? content : content.put("hint", hint));
    }

    /** What to do next, where the message does not say it. */
    private static @Nullable String hint(Problem problem) {
        return switch (problem.code()) {
            case "RATE_LIMITED" ->
                "Wait %d s, then send the call again."
                        .formatted(
                                problem.document().path("retry_after_seconds").asLong(1));
            case "PERMISSION_DENIED" -> "whoami shows what this token may do. Do not try again with the same token.";
            case "NOT_FOUND" -> "Take ids from the tools that list; do not guess them.";
            case "STALE_VERSION" -> "Read it again, and send your change with the revision you then get.";
            case "UNAVAILABLE", "UPSTREAM_FAILED", "DEADLINE_EXCEEDED" -> "Try again shortly.";
            default -> null;
        };
    }

    static ToolResult declined(CatalogTool tool) {
        return ToolResult.failure(
                content("PERMISSION_DENIED", "A person declined this call of %s.".formatted(tool.name()), false)
                        .put("hint", "Do not call it again unless the person asks you to."));
    }

    /** @param where a person finds it in the console */
    static ToolResult unconfirmed(Unconfirmed open, String where) {
        return ToolResult.failure(content(
                        "CONFIRMATION_REQUIRED",
                        "A person has to confirm this call of %s before %s, at %s."
                                .formatted(open.tool().name(), open.expiresAt(), where),
                        true)
                .put("hint", "Show the person this address. When they have confirmed, send the same call again.")
                .put("confirmation_url", where)
                .put("expires_at", open.expiresAt().toString()));
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

    /** The connector has done what it was asked; only its answer does not fit. */
    static ToolResult tooLargeThere(int bytes) {
        return ToolResult.failure(content(
                "TOO_LARGE",
                "The tool ran, but its answer has %d KiB, and a tool may return %d. Ask for less."
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
