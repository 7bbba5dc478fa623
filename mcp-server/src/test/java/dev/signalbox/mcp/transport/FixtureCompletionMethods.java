package dev.signalbox.mcp.transport;

import dev.signalbox.mcp.platform.Json;
import dev.signalbox.mcp.resources.Resources;
import reactor.core.publisher.Mono;
import tools.jackson.databind.node.ObjectNode;

/** Completes the suite's one prompt too. */
class FixtureCompletionMethods extends CompletionMethods {

    FixtureCompletionMethods(Resources resources) {
        super(resources);
    }

    @Override
    Mono<ObjectNode> complete(Conversation conversation) {
        if (!"test_prompt_with_arguments"
                .equals(conversation.params().at("/ref/name").asString(""))) {
            return super.complete(conversation);
        }
        ObjectNode result = Json.MAPPER.createObjectNode();
        result.putObject("completion")
                .put("total", 1)
                .put("hasMore", false)
                .putArray("values")
                .add("test value");
        return Mono.just(result);
    }
}
