package dev.signalbox.mcp.transport;

import dev.signalbox.mcp.platform.Json;
import dev.signalbox.mcp.resources.UnknownResourceException;
import dev.signalbox.mcp.transport.JsonRpcMessage.Request;
import io.modelcontextprotocol.spec.McpSchema;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The revision 2026-07-28: no handshake, each request says in {@code _meta} what it speaks. */
@Component
final class ModernEra implements Era {

    static final String DISCOVER = "server/discover";
    static final String LISTEN = "subscriptions/listen";
    static final String VERSION = "io.modelcontextprotocol/protocolVersion";
    private static final String SERVER_INFO = "io.modelcontextprotocol/serverInfo";

    /** What a caller may use can change at any time; nobody else may ever see it. */
    private static final int TTL_MILLIS = 5_000;

    private static final JsonNode SERVER = Json.MAPPER.valueToTree(ServerFacts.IMPLEMENTATION);

    private final Methods methods;
    private final Listening listening;

    ModernEra(Methods methods, Listening listening) {
        this.methods = methods;
        this.listening = listening;
    }

    @Override
    public void check(Request request, @Nullable HttpHeaders headers) {
        if (headers != null) {
            RequestHeaders.requireModern(request, headers);
        }
        requireMeta(request);
    }

    @Override
    public Peer peer(Request request, @Nullable Session session) {
        return new ModernPeer(request);
    }

    @Override
    public Mono<ObjectNode> answer(Conversation conversation) {
        String method = conversation.request().method();
        return Mono.defer(() -> switch (method) {
                    case DISCOVER -> Mono.just(cacheable(discover(conversation.who())));
                    case LISTEN -> listening.listen(conversation);
                    default ->
                        methods.answer(conversation)
                                .map(result -> Methods.isCacheable(method) ? cacheable(result) : result);
                })
                .map(ModernEra::complete)
                .onErrorResume(InputRequiredException.class, needed -> Mono.just(signed(needed.result())))
                .onErrorMap(
                        UnknownResourceException.class,
                        unknown -> JsonRpcFailure.unknownResource(McpSchema.ErrorCodes.INVALID_PARAMS, unknown.uri()));
    }

    private static void requireMeta(Request request) {
        var version = request.meta().path(VERSION);
        if (!version.isString() || !request.meta().path(ModernPeer.CAPABILITIES).isObject()) {
            throw JsonRpcFailure.invalidParams(
                    "_meta must carry %s and %s".formatted(VERSION, ModernPeer.CAPABILITIES));
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

    private static ObjectNode discover(Admitted who) {
        ObjectNode result = Json.MAPPER.createObjectNode();
        ServerFacts.VERSIONS.forEach(result.putArray("supportedVersions")::add);
        result.set("capabilities", Json.MAPPER.valueToTree(ServerFacts.CAPABILITIES));
        return result.put("instructions", ServerFacts.instructions(who));
    }

    private static ObjectNode cacheable(ObjectNode result) {
        return result.put("ttlMs", TTL_MILLIS).put("cacheScope", "private");
    }

    private static ObjectNode complete(ObjectNode result) {
        if (!result.has("resultType")) {
            result.put("resultType", "complete");
        }
        return signed(result);
    }

    private static ObjectNode signed(ObjectNode result) {
        result.withObjectProperty("_meta").set(SERVER_INFO, SERVER);
        return result;
    }

    @Override
    public HttpStatus status(Throwable failure) {
        return switch (failure instanceof JsonRpcFailure fault ? fault.code() : 0) {
            case McpSchema.ErrorCodes.METHOD_NOT_FOUND -> HttpStatus.NOT_FOUND;
            case JsonRpcFailure.MISSING_CAPABILITY -> HttpStatus.BAD_REQUEST;
            default -> HttpStatus.OK;
        };
    }

    @Override
    public boolean keepsSessions() {
        return false;
    }
}
