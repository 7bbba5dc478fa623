package dev.signalbox.mcp.transport;

import dev.signalbox.mcp.platform.Json;
import dev.signalbox.mcp.prompts.Prompt;
import dev.signalbox.mcp.prompts.PromptArgument;
import dev.signalbox.mcp.prompts.Prompts;
import dev.signalbox.mcp.resources.ResourceKind;
import dev.signalbox.mcp.resources.ResourceProblemException;
import dev.signalbox.mcp.resources.Resources;
import java.util.List;
import java.util.Locale;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code completion/complete}: ids of the caller's own workflows and runs, for prompts and addresses of resources. */
@Component
class CompletionMethods {

    private static final String WORKFLOW = "workflow_id";
    private static final String RUN = "run_id";

    private final Resources resources;

    CompletionMethods(Resources resources) {
        this.resources = resources;
    }

    Mono<ObjectNode> complete(Conversation conversation) {
        var params = new Params(conversation.params());
        var argument = new Params(object(params.node(), "argument"));
        String typed = argument.text("value");
        String wanted = wanted(new Params(object(params.node(), "ref")), argument.text("name"), conversation.who());
        return candidates(wanted, params.node().at("/context/arguments"), typed, conversation.who())
                .map(CompletionMethods::result)
                .onErrorMap(
                        ResourceProblemException.class,
                        problem -> JsonRpcFailure.refused(
                                problem.code(), String.valueOf(problem.getMessage()), problem.retryable()));
    }

    /** What kind of id belongs there. */
    private static String wanted(Params ref, String argument, Admitted who) {
        return switch (ref.text("type")) {
            case "ref/prompt" -> ofPrompt(ref.text("name"), argument, who);
            case "ref/resource" -> ofResource(ref.text("uri"), argument, who);
            default -> throw JsonRpcFailure.invalidParams("ref.type must be ref/prompt or ref/resource");
        };
    }

    private static String ofPrompt(String name, String argument, Admitted who) {
        Prompt prompt = Prompts.find(name, who.tools()).orElseThrow(() -> JsonRpcFailure.unknownPrompt(name));
        return prompt.arguments().stream()
                .map(PromptArgument::name)
                .filter(argument::equals)
                .findFirst()
                .orElseThrow(() ->
                        JsonRpcFailure.invalidParams("%s is not an argument of %s".formatted(argument, prompt.name())));
    }

    private static String ofResource(String template, String argument, Admitted who) {
        ResourceKind kind = ResourceKind.of(who.tools()).stream()
                .filter(one -> one.template().equals(template))
                .findFirst()
                .orElseThrow(() -> JsonRpcFailure.invalidParams("there is no template " + template));
        return switch (kind) {
            case WORKFLOW -> argument.equals("id") ? WORKFLOW : argument;
            case RUN, RUN_EVENTS -> argument.equals("id") ? RUN : argument;
        };
    }

    private Mono<List<String>> candidates(String wanted, JsonNode others, String typed, Admitted who) {
        return switch (wanted) {
            case WORKFLOW ->
                resources.workflows(who.tools(), who.caller(), null).map(page -> matching(page, "id", "name", typed));
            case RUN ->
                resources
                        .runs(
                                who.tools(),
                                who.caller(),
                                others.path(WORKFLOW).isString()
                                        ? others.path(WORKFLOW).stringValue()
                                        : null)
                        .map(page -> matching(page, RUN, "status", typed));
            default -> Mono.just(List.of());
        };
    }

    /** People type the name, or the beginning of the id. */
    private static List<String> matching(JsonNode page, String id, String name, String typed) {
        String lower = typed.toLowerCase(Locale.ROOT);
        return page.path("items")
                .valueStream()
                .filter(item -> item.path(id).asString("").startsWith(lower)
                        || item.path(name).asString("").toLowerCase(Locale.ROOT).contains(lower))
                .map(item -> item.path(id).asString())
                .toList();
    }

    private static ObjectNode result(List<String> values) {
        ObjectNode result = Json.MAPPER.createObjectNode();
        ObjectNode completion = result.putObject("completion");
        values.forEach(completion.putArray("values")::add);
        completion.put("total", values.size()).put("hasMore", false);
        return result;
    }

    private static ObjectNode object(ObjectNode params, String name) {
        if (params.path(name) instanceof ObjectNode object) {
            return object;
        }
        throw JsonRpcFailure.invalidParams("%s must be an object".formatted(name));
    }
}
