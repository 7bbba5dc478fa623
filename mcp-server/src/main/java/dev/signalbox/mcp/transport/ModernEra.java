package dev.signalbox.mcp.transport;

import dev.signalbox.mcp.platform.Json;
import dev.signalbox.mcp.transport.JsonRpcMessage.Request;
import io.modelcontextprotocol.spec.McpSchema;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import tools.jackson.databind.node.ObjectNode;

/** The revision 2026-07-28: no handshake, each request says in {@code _meta} what it speaks. */
@Component
final class ModernEra implements Era {

    static final String DISCOVER = "server/discover";
    static final String VERSION = "io.modelcontextprotocol/protocolVersion";
    private static final String CLIENT_CAPABILITIES = "io.modelcontextprotocol/clientCapabilities";
    private static final String SERVER_INFO = "io.modelcontextprotocol/serverInfo";

    /** What a caller may use can change at any time; nobody else may ever see it. */
    private static final int TTL_MILLIS = 5_000;

    private final ToolMethods tools;

    ModernEra(ToolMethods tools) {
        this.tools = tools;
    }

    @Override
    public void check(Request request, @Nullable HttpHeaders headers) {
        if (headers != null) {
            RequestHeaders.requireModern(request, headers);
        }
        requireMeta(request);
    }

    @Override
    public Mono<ObjectNode> answer(Request request, Admitted who) {
        return Mono.defer(() -> switch (request.method()) {
                    case DISCOVER -> Mono.just(cacheable(discover()));
                    case McpSchema.METHOD_TOOLS_LIST -> Mono.just(cacheable(tools.list(request.params(), who)));
                    case McpSchema.METHOD_TOOLS_CALL -> tools.call(request.params(), who);
                    default -> Mono.<ObjectNode>error(JsonRpcFailure.unknownMethod(request.method()));
                })
                .map(ModernEra::complete);
    }

    private static void requireMeta(Request request) {
        var version = request.meta().path(VERSION);
        if (!version.isString() || !request.meta().path(CLIENT_CAPABILITIES).isObject()) {
            throw JsonRpcFailure.invalidParams("_meta must carry %s and %s".formatted(VERSION, CLIENT_CAPABILITIES));
        }
        if (!version.stringValue().equals(ServerFacts.MODERN_VERSION)) {
            throw unsupported(version.stringValue());
        }
    }

    static JsonRpcFailure unsupported(String requested) {
        ObjectNode data = Json.MAPPER.createObjectNode();
        ServerFacts.VERSIONS.forEach(data.putArray("supported")::add);
        return new JsonRpcFailure(
                JsonRpcFailure.UNSUPPORTED_VERSION, "Unsupported protocol version", data.put("requested", requested));
    }

    private static ObjectNode discover() {
        ObjectNode result = Json.MAPPER.createObjectNode();
        ServerFacts.VERSIONS.forEach(result.putArray("supportedVersions")::add);
        result.set("capabilities", Json.MAPPER.valueToTree(ServerFacts.CAPABILITIES));
        return result.put("instructions", ServerFacts.INSTRUCTIONS);
    }

    private static ObjectNode cacheable(ObjectNode result) {
        return result.put("ttlMs", TTL_MILLIS).put("cacheScope", "private");
    }

    private static ObjectNode complete(ObjectNode result) {
        if (!result.has("resultType")) {
            result.put("resultType", "complete");
        }
        result.putObject("_meta").set(SERVER_INFO, Json.MAPPER.valueToTree(ServerFacts.IMPLEMENTATION));
        return result;
    }

    @Override
    public HttpStatus status(Throwable failure) {
        boolean unknown =
                failure instanceof JsonRpcFailure fault && fault.code() == McpSchema.ErrorCodes.METHOD_NOT_FOUND;
        return unknown ? HttpStatus.NOT_FOUND : HttpStatus.OK;
    }

    @Override
    public boolean keepsSessions() {
        return false;
    }
}
