package dev.signalbox.mcp.transport;

import io.modelcontextprotocol.spec.McpSchema;
import java.util.Set;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import tools.jackson.databind.node.ObjectNode;

/** The methods that all revisions have. */
@Component
class Methods {

    /** Answers that a client may keep for a moment, where the revision knows that. */
    private static final Set<String> LISTS = Set.of(
            McpSchema.METHOD_TOOLS_LIST,
            McpSchema.METHOD_RESOURCES_LIST,
            McpSchema.METHOD_RESOURCES_TEMPLATES_LIST,
            McpSchema.METHOD_RESOURCES_READ,
            McpSchema.METHOD_PROMPT_LIST);

    private final ToolMethods tools;
    private final ResourceMethods resources;
    private final PromptMethods prompts;
    private final CompletionMethods completion;

    Methods(ToolMethods tools, ResourceMethods resources, PromptMethods prompts, CompletionMethods completion) {
        this.tools = tools;
        this.resources = resources;
        this.prompts = prompts;
        this.completion = completion;
    }

    static boolean isCacheable(String method) {
        return LISTS.contains(method);
    }

    Mono<ObjectNode> answer(Conversation conversation) {
        ObjectNode params = conversation.params();
        Admitted who = conversation.who();
        String method = conversation.request().method();
        return switch (method) {
            case McpSchema.METHOD_TOOLS_LIST -> tools.list(params, who);
            case McpSchema.METHOD_TOOLS_CALL -> tools.call(conversation);
            case McpSchema.METHOD_RESOURCES_LIST -> resources.list(params, who);
            case McpSchema.METHOD_RESOURCES_TEMPLATES_LIST -> Mono.just(resources.templates(who));
            case McpSchema.METHOD_RESOURCES_READ -> resources.read(conversation);
            case McpSchema.METHOD_PROMPT_LIST -> Mono.just(prompts.list(who));
            case McpSchema.METHOD_PROMPT_GET -> prompts.get(conversation);
            case McpSchema.METHOD_COMPLETION_COMPLETE -> completion.complete(conversation);
            default -> Mono.error(JsonRpcFailure.unknownMethod(method));
        };
    }
}
