package dev.signalbox.mcp.transport;

import dev.signalbox.mcp.platform.Json;
import dev.signalbox.mcp.resources.UnknownResourceException;
import dev.signalbox.mcp.transport.JsonRpcMessage.Request;
import io.modelcontextprotocol.spec.McpSchema;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import tools.jackson.databind.node.ObjectNode;

/** The revisions 2025-06-18 and 2025-11-25, which begin with {@code initialize}. */
@Component
final class LegacyEra implements Era {

    private final Methods methods;
    private final ResourceMethods resources;

    LegacyEra(Methods methods, ResourceMethods resources) {
        this.methods = methods;
        this.resources = resources;
    }

    @Override
    public void check(Request request, @Nullable HttpHeaders headers) {
        if (headers != null) {
            RequestHeaders.requireLegacy(request, headers);
        }
    }

    @Override
    public Peer peer(Request request, @Nullable Session session) {
        return new LegacyPeer(session);
    }

    @Override
    public Mono<ObjectNode> answer(Conversation conversation) {
        return Mono.defer(() -> switch (conversation.request().method()) {
                    case McpSchema.METHOD_INITIALIZE ->
                        Mono.just(initialize(conversation.params(), conversation.who()));
                    case McpSchema.METHOD_PING -> done();
                    case McpSchema.METHOD_LOGGING_SET_LEVEL -> setLevel(conversation);
                    case McpSchema.METHOD_RESOURCES_SUBSCRIBE -> subscribe(conversation);
                    case McpSchema.METHOD_RESOURCES_UNSUBSCRIBE -> withUri(conversation, Session::unsubscribe);
                    default -> methods.answer(conversation);
                })
                .onErrorMap(
                        UnknownResourceException.class,
                        unknown -> JsonRpcFailure.unknownResource(JsonRpcFailure.UNKNOWN_RESOURCE, unknown.uri()));
    }

    /** Answers with the client's revision, or with our newest one of this era, which the client may then refuse. */
    private static ObjectNode initialize(ObjectNode params, Admitted who) {
        String wanted = params.path("protocolVersion").asString("");
        if (wanted.isEmpty()) {
            throw JsonRpcFailure.invalidParams("protocolVersion is missing");
        }
        String version = ServerFacts.LEGACY_VERSIONS.contains(wanted) ? wanted : ServerFacts.LEGACY_VERSIONS.getFirst();
        return Json.MAPPER.valueToTree(
                McpSchema.InitializeResult.builder(version, ServerFacts.CAPABILITIES, ServerFacts.IMPLEMENTATION)
                        .instructions(ServerFacts.instructions(who))
                        .build());
    }

    private static Mono<ObjectNode> setLevel(Conversation conversation) {
        String wanted = new Params(conversation.params()).text("level");
        LogLevel level =
                LogLevel.of(wanted).orElseThrow(() -> JsonRpcFailure.invalidParams("there is no level " + wanted));
        session(conversation).hear(level);
        return done();
    }

    private Mono<ObjectNode> subscribe(Conversation conversation) {
        return withUri(conversation, (session, uri) -> {
            resources.require(uri, conversation.who());
            session.subscribe(uri);
        });
    }

    private static Mono<ObjectNode> withUri(Conversation conversation, BiConsumer<Session, String> action) {
        action.accept(session(conversation), new Params(conversation.params()).text("uri"));
        return done();
    }

    private static Session session(Conversation conversation) {
        if (conversation.peer() instanceof LegacyPeer(Session session) && session != null) {
            return session;
        }
        throw JsonRpcFailure.invalidParams("this needs a session; send initialize first");
    }

    private static Mono<ObjectNode> done() {
        return Mono.just(Json.MAPPER.createObjectNode());
    }

    @Override
    public HttpStatus status(Throwable failure) {
        return HttpStatus.OK;
    }

    @Override
    public boolean keepsSessions() {
        return true;
    }
}
