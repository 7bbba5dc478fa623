package dev.signalbox.mcp.transport;

import dev.signalbox.mcp.platform.Json;
import dev.signalbox.mcp.prompts.Prompt;
import dev.signalbox.mcp.prompts.PromptArgumentException;
import dev.signalbox.mcp.prompts.Prompts;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import tools.jackson.databind.node.ObjectNode;

/** {@code prompts/list} and {@code prompts/get}, which are the same in each revision. */
@Component
class PromptMethods {

    ObjectNode list(Admitted who) {
        ObjectNode result = Json.MAPPER.createObjectNode();
        var prompts = result.putArray("prompts");
        Prompts.of(who.tools()).forEach(prompt -> prompts.add(definition(prompt)));
        return result;
    }

    /** Whether the prompt exists for this caller is settled before its arguments are looked at. */
    Mono<ObjectNode> get(Conversation conversation) {
        var params = new Params(conversation.params());
        String name = params.text("name");
        Prompt prompt =
                Prompts.find(name, conversation.who().tools()).orElseThrow(() -> JsonRpcFailure.unknownPrompt(name));
        try {
            return Mono.just(message(prompt, prompt.filled(params.texts("arguments"))));
        } catch (PromptArgumentException wrong) {
            throw JsonRpcFailure.invalidParams(String.valueOf(wrong.getMessage()));
        }
    }

    private static ObjectNode message(Prompt prompt, String text) {
        ObjectNode result = Json.MAPPER.createObjectNode().put("description", prompt.description());
        result.putArray("messages")
                .addObject()
                .put("role", "user")
                .putObject("content")
                .put("type", "text")
                .put("text", text);
        return result;
    }

    private static ObjectNode definition(Prompt prompt) {
        ObjectNode definition = Json.MAPPER.createObjectNode().put("name", prompt.name());
        definition.put("title", prompt.title()).put("description", prompt.description());
        var arguments = definition.putArray("arguments");
        prompt.arguments().forEach(argument -> arguments
                .addObject()
                .put("name", argument.name())
                .put("description", argument.description())
                .put("required", argument.required()));
        return definition;
    }
}
