package dev.signalbox.mcp.transport;

import dev.signalbox.mcp.transport.JsonRpcMessage.Request;
import io.modelcontextprotocol.spec.McpSchema;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;

/**
 * What the headers of a request say about its body. Where both say something, they must agree: proxies decide by the
 * headers.
 */
final class RequestHeaders {

    static final String VERSION = "MCP-Protocol-Version";
    static final String SESSION = "Mcp-Session-Id";
    private static final String METHOD = "Mcp-Method";
    private static final String NAME = "Mcp-Name";
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
        if (request.method().equals(McpSchema.METHOD_TOOLS_CALL)) {
            requireEqual(
                    NAME,
                    decoded(headers.getFirst(NAME)),
                    request.params().path("name").asString(""));
        }
    }

    private static void requireEqual(String header, @Nullable String value, String body) {
        if (value == null || !value.trim().equals(body)) {
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
