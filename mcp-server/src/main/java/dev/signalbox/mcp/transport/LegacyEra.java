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

/** The revisions 2025-06-18 and 2025-11-25, which begin with {@code initialize}. */
@Component
final class LegacyEra implements Era {

    private final ToolMethods tools;

    LegacyEra(ToolMethods tools) {
        this.tools = tools;
    }

    @Override
    public void check(Request request, @Nullable HttpHeaders headers) {
        if (headers != null) {
            RequestHeaders.requireLegacy(request, headers);
        }
    }

    @Override
    public Mono<ObjectNode> answer(Request request, Admitted who) {
        return Mono.defer(() -> switch (request.method()) {
            case McpSchema.METHOD_INITIALIZE -> Mono.just(initialize(request.params()));
            case McpSchema.METHOD_PING -> Mono.just(Json.MAPPER.createObjectNode());
            case McpSchema.METHOD_TOOLS_LIST -> Mono.just(tools.list(request.params(), who));
            case McpSchema.METHOD_TOOLS_CALL -> tools.call(request.params(), who);
            default -> Mono.error(JsonRpcFailure.unknownMethod(request.method()));
        });
    }

    /** Answers with the client's revision, or with our newest one of this era, which the client may then refuse. */
    private static ObjectNode initialize(ObjectNode params) {
        String wanted = params.path("protocolVersion").asString("");
        if (wanted.isEmpty()) {
            throw JsonRpcFailure.invalidParams("protocolVersion is missing");
        }
        String version = ServerFacts.LEGACY_VERSIONS.contains(wanted) ? wanted : ServerFacts.LEGACY_VERSIONS.getFirst();
        return Json.MAPPER.valueToTree(
                McpSchema.InitializeResult.builder(version, ServerFacts.CAPABILITIES, ServerFacts.IMPLEMENTATION)
                        .instructions(ServerFacts.INSTRUCTIONS)
                        .build());
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
