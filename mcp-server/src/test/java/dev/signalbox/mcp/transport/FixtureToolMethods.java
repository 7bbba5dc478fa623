package dev.signalbox.mcp.transport;

import static dev.signalbox.mcp.transport.FixtureContent.result;
import static dev.signalbox.mcp.transport.FixtureContent.text;

import dev.signalbox.mcp.catalog.StepUp;
import dev.signalbox.mcp.catalog.ToolCalls;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The suite's tools in front of the real ones. */
class FixtureToolMethods extends ToolMethods {

    private static final Duration A_MOMENT = Duration.ofMillis(50);

    private final AtomicInteger changes = new AtomicInteger();
    private final AtomicInteger promptChanges;
    private final List<FixtureTool> tools;

    FixtureToolMethods(
            WireTools wire,
            ToolCalls calls,
            RiskAnswers risk,
            StepUp stepUp,
            McpSettings settings,
            AtomicInteger promptChanges) {
        super(wire, calls, risk, stepUp, settings);
        this.promptChanges = promptChanges;
        this.tools = List.of(
                FixtureTool.saying("test_simple_text", result(text("This is a simple text response for testing."))),
                FixtureTool.saying("test_image_content", result(FixtureContent.image())),
                FixtureTool.saying("test_audio_content", result(FixtureContent.audio())),
                FixtureTool.saying("test_embedded_resource", result(embedded())),
                FixtureTool.saying("test_multiple_content_types", mixed()),
                FixtureTool.saying(
                        "test_error_handling",
                        result(text("This tool intentionally returns an error for testing"))
                                .put("isError", true)),
                FixtureTool.of("test_tool_with_logging", FixtureToolMethods::logging),
                FixtureTool.of("test_logging_tool", FixtureToolMethods::logging),
                FixtureTool.of("test_tool_with_progress", FixtureToolMethods::progress),
                new FixtureTool("test_sampling", List.of("prompt"), FixtureSteps::sampled),
                new FixtureTool("test_elicitation", List.of("message"), FixtureToolMethods::elicitation),
                FixtureTool.of(
                        "test_elicitation_sep1034_defaults",
                        conversation -> FixtureSteps.elicited(
                                conversation, FixtureQuestions.elicit("Check this", FixtureQuestions.DEFAULTS))),
                FixtureTool.of(
                        "test_elicitation_sep1330_enums",
                        conversation -> FixtureSteps.elicited(
                                conversation, FixtureQuestions.elicit("Choose", FixtureQuestions.ENUMS))),
                FixtureTool.of("test_input_required_result_elicitation", FixtureSteps::greeting),
                FixtureTool.of(
                        "test_input_required_result_sampling",
                        conversation -> asked(
                                conversation,
                                "capital_question",
                                FixtureQuestions.sample("What is the capital of France?", 100))),
                FixtureTool.of(
                        "test_input_required_result_list_roots",
                        conversation -> asked(conversation, "client_roots", FixtureQuestions.roots())),
                FixtureTool.of("test_input_required_result_request_state", FixtureSteps::confirmedWithState),
                FixtureTool.of("test_input_required_result_tampered_state", FixtureSteps::confirmedWithState),
                FixtureTool.of("test_input_required_result_multiple_inputs", FixtureSteps::manyAtOnce),
                FixtureTool.of("test_input_required_result_multi_round", FixtureSteps::roundByRound),
                FixtureTool.of("test_input_required_result_capabilities", FixtureSteps::withinCapabilities),
                FixtureTool.of(
                        "test_missing_capability",
                        conversation -> asked(conversation, "answer", FixtureQuestions.sample("Anything", 10))),
                FixtureTool.of(
                        "test_streaming_elicitation",
                        conversation ->
                                asked(conversation, "answer", FixtureQuestions.elicitOne("Go on?", "ok", "boolean"))),
                FixtureTool.of("test_trigger_tool_change", _ -> changed(changes)),
                FixtureTool.of("test_trigger_prompt_change", _ -> changed(this.promptChanges)));
    }

    @Override
    Mono<ObjectNode> list(ObjectNode params, Admitted who) {
        return super.list(params, who).map(this::withFixtures);
    }

    private ObjectNode withFixtures(ObjectNode result) {
        var list = (ArrayNode) result.path("tools");
        tools.forEach(tool -> list.add(tool.definition()));
        if (changes.get() % 2 == 1) {
            list.add(FixtureTool.saying("test_newcomer", result()).definition());
        }
        return result;
    }

    @Override
    Mono<ObjectNode> call(Conversation conversation) {
        Optional<FixtureTool> tool = tools.stream()
                .filter(one ->
                        one.name().equals(conversation.params().path("name").asString("")))
                .findFirst();
        return tool.isPresent() ? tool.get().work().apply(conversation) : super.call(conversation);
    }

    private static Mono<ObjectNode> asked(Conversation conversation, String key, Question question) {
        return conversation
                .ask(java.util.Map.of(key, question), null)
                .map(answers -> result(text("Answered: " + answers.get(key))));
    }

    private static Mono<ObjectNode> elicitation(Conversation conversation) {
        String message = conversation.params().at("/arguments/message").asString();
        return FixtureSteps.elicited(conversation, FixtureQuestions.elicit(message, FixtureQuestions.USER));
    }

    private static Mono<ObjectNode> logging(Conversation conversation) {
        return Flux.just("Tool execution started", "Tool processing data", "Tool execution completed")
                .delayElements(A_MOMENT)
                .doOnNext(line -> conversation.log(LogLevel.INFO, "fixture", line))
                .then(Mono.fromSupplier(() -> result(text("Logged."))));
    }

    private static Mono<ObjectNode> progress(Conversation conversation) {
        return Flux.just(0L, 50L, 100L)
                .delayElements(A_MOMENT)
                .doOnNext(done -> conversation.progress(new Progress(done, 100L, "At " + done)))
                .then(Mono.fromSupplier(() -> result(text("Done."))));
    }

    private static Mono<ObjectNode> changed(AtomicInteger list) {
        return Mono.fromSupplier(() -> result(text("Change number " + list.incrementAndGet())));
    }

    private static ObjectNode embedded() {
        return FixtureContent.embedded(
                "test://embedded-resource", "text/plain", "This is an embedded resource content.");
    }

    private static ObjectNode mixed() {
        return result(
                text("Multiple content types test:"),
                FixtureContent.image(),
                FixtureContent.embedded(
                        "test://mixed-content-resource", "application/json", "{\"test\":\"data\",\"value\":123}"));
    }
}
