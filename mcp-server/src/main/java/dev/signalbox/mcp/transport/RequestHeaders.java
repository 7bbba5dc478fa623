package dev.signalbox.mcp.transport;

import dev.signalbox.mcp.transport.JsonRpcMessage.Request;
import io.modelcontextprotocol.spec.McpSchema;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;

/**
 * What the headers of a request say about its body. Where both say something, they must agree: proxies decide by the
 * headers.
 */
final class RequestHeaders {

    static final String VERSION = "MCP-Protocol-Version";
    static final String SESSION = "Mcp-Session-Id";
    private static final String METHOD = "Mcp-Method";
    private static final String NAME = "Mcp-Name";

    /** Methods that are about one thing, and the parameter that names it. */
    private static final Map<String, String> NAMED = Map.of(
            McpSchema.METHOD_TOOLS_CALL, "name",
            McpSchema.METHOD_PROMPT_GET, "name",
            McpSchema.METHOD_RESOURCES_READ, "uri");

    private static final String ENCODED = "=?base64?";
    private static final String END = "?=";

    private RequestHeaders() {}

    /** @throws JsonRpcFailure when a legacy client names a revision that is not served */
    static void requireLegacy(Request request, HttpHeaders headers) {
        String version = headers.getFirst(VERSION);
        if (version != null
                && !request.method().equals(McpSchema.METHOD_INITIALIZE)
                && !ServerFacts.LEGACY_VERSIONS.contains(version)) {
            throw ModernEra.unsupported(version);
        }
    }

    /** @throws JsonRpcFailure when version, method or name differ; an unknown version is said before a difference */
    static void requireModern(Request request, HttpHeaders headers) {
        String version = headers.getFirst(VERSION);
        if (version != null && !ServerFacts.VERSIONS.contains(version)) {
            throw ModernEra.unsupported(version);
        }
        if (request.meta().path(ModernEra.VERSION).isString()) {
            requireEqual(
                    VERSION, version, request.meta().path(ModernEra.VERSION).stringValue());
        }
        requireEqual(METHOD, headers.getFirst(METHOD), request.method());
        if (request.method().equals(ModernEra.LISTEN) && !takesEvents(headers)) {
            throw JsonRpcFailure.refused(
                    "INVALID_ARGUMENT", "The answer is a stream of events. Send Accept: text/event-stream.");
        }
        String named = NAMED.get(request.method());
        if (named != null) {
            requireEqual(
                    NAME,
                    decoded(headers.getFirst(NAME)),
                    request.params().path(named).asString(""));
        }
    }

    /** A client must take both forms of an answer; one that does not say so gets the plain one. */
    static boolean takesEvents(HttpHeaders headers) {
        return headers.getAccept().stream()
                .anyMatch(type -> !type.isWildcardType() && type.isCompatibleWith(MediaType.TEXT_EVENT_STREAM));
    }

    private static void requireEqual(String header, @Nullable String value, String body) {
        if (value == null) {
            throw new JsonRpcFailure(
                    JsonRpcFailure.HEADER_MISMATCH, "Header mismatch: the header %s is missing".formatted(header));
        }
        if (!value.trim().equals(body)) {
            throw new JsonRpcFailure(
                    JsonRpcFailure.HEADER_MISMATCH,
                    "Header mismatch: %s does not say what the body says".formatted(header));
        }
    }

    /** Names that a header cannot carry travel in base64. */
    private static @Nullable String decoded(@Nullable String name) {
        if (name == null || !name.startsWith(ENCODED) || !name.endsWith(END)) {
            return name;
        }
        try {
            byte[] text = Base64.getDecoder().decode(name.substring(ENCODED.length(), name.length() - END.length()));
            return new String(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException _) {
            return null;
        }
    }
}
