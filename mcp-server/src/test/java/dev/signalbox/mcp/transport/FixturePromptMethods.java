package dev.signalbox.mcp.transport;

import static dev.signalbox.mcp.transport.FixtureContent.messages;
import static dev.signalbox.mcp.transport.FixtureContent.text;

import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import reactor.core.publisher.Mono;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The suite's prompts in front of the real ones. */
class FixturePromptMethods extends PromptMethods {

    private static final Map<String, List<String>> ARGUMENTS = Map.of(
            "test_simple_prompt", List.of(),
            "test_prompt_with_arguments", List.of("arg1", "arg2"),
            "test_prompt_with_embedded_resource", List.of("resourceUri"),
            "test_prompt_with_image", List.of(),
            "test_input_required_result_prompt", List.of());

    private final AtomicInteger changes;

    FixturePromptMethods(AtomicInteger changes) {
        this.changes = changes;
    }

    @Override
    ObjectNode list(Admitted who) {
        ObjectNode result = super.list(who);
        var list = (ArrayNode) result.path("prompts");
        ARGUMENTS.keySet().stream().sorted().forEach(name -> define(list, name));
        if (changes.get() % 2 == 1) {
            list.addObject().put("name", "test_newcomer").put("description", "Came later.");
        }
        return result;
    }

    private static void define(ArrayNode list, String name) {
        var arguments = list.addObject()
                .put("name", name)
                .put("description", "Asked for by the suite: " + name)
                .putArray("arguments");
        ARGUMENTS.getOrDefault(name, List.of()).forEach(argument -> arguments
                .addObject()
                .put("name", argument)
                .put("description", argument)
                .put("required", true));
    }

    @Override
    Mono<ObjectNode> get(Conversation conversation) {
        Map<String, String> given = new Params(conversation.params()).texts("arguments");
        return switch (conversation.params().path("name").asString("")) {
            case "test_simple_prompt" -> Mono.just(messages(text("This is a simple prompt for testing.")));
            case "test_prompt_with_arguments" ->
                Mono.just(messages(text("Prompt with arguments: arg1='%s', arg2='%s'"
                        .formatted(given.get("arg1"), given.get("arg2")))));
            case "test_prompt_with_embedded_resource" ->
                Mono.just(messages(
                        FixtureContent.embedded(
                                given.getOrDefault("resourceUri", ""),
                                "text/plain",
                                "Embedded resource content for testing."),
                        text("Please process the embedded resource above.")));
            case "test_prompt_with_image" ->
                Mono.just(messages(FixtureContent.image(), text("Please analyze the image above.")));
            case "test_input_required_result_prompt" -> asking(conversation);
            default -> super.get(conversation);
        };
    }

    private static Mono<ObjectNode> asking(Conversation conversation) {
        var question = FixtureQuestions.elicitOne("What context should the prompt use?", "context", "string");
        return conversation
                .ask(Map.of("user_context", question), null)
                .map(answers -> messages(text("In the context of "
                        + answers.get("user_context").at("/content/context").asString())));
    }
}
