package dev.signalbox.mcp.platform;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** What the platform said. */
public sealed interface PlatformAnswer {

    /** @param body an empty object when there is none */
    record Success(JsonNode body) implements PlatformAnswer {}

    /**
     * A refusal of the platform's own, meant for the caller.
     *
     * @param document the problem document
     */
    record Problem(int status, String code, String message, boolean retryable, JsonNode document)
            implements PlatformAnswer {

        static Problem of(int status, JsonNode document) {
            return new Problem(
                    status,
                    document.path("code").asString("UPSTREAM_FAILED"),
                    document.path("detail").asString("The platform answered with status %d.".formatted(status)),
                    document.path("retryable").asBoolean(status >= 500),
                    document);
        }
    }

    static PlatformAnswer of(int status, byte[] body) {
        if (status < 400) {
            return new Success(body.length == 0 ? JsonNodeFactory.instance.objectNode() : Json.MAPPER.readTree(body));
        }
        return Problem.of(status, problem(body));
    }

    /** A proxy in between may answer with a page instead. */
    private static JsonNode problem(byte[] body) {
        try {
            return Json.MAPPER.readTree(body);
        } catch (tools.jackson.core.JacksonException _) {
            return JsonNodeFactory.instance.objectNode();
        }
    }
}
