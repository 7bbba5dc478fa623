package dev.signalbox.mcp.transport;

import static dev.signalbox.mcp.transport.FixtureContent.result;
import static dev.signalbox.mcp.transport.FixtureContent.text;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import reactor.core.publisher.Mono;
import tools.jackson.databind.node.ObjectNode;

/** Tools of the suite that need more than one exchange with the client. */
final class FixtureSteps {

    private static final byte[] KEY = "a key of these tests alone".getBytes(StandardCharsets.UTF_8);

    private FixtureSteps() {}

    static Mono<ObjectNode> elicited(Conversation conversation, Question question) {
        return conversation
                .ask(Map.of("answer", question), null)
                .map(answers -> answers.get("answer"))
                .map(answer -> result(text("Elicitation completed: action=%s, content=%s"
                        .formatted(answer.path("action").asString(), answer.path("content")))));
    }

    static Mono<ObjectNode> sampled(Conversation conversation) {
        String prompt = conversation.params().at("/arguments/prompt").asString();
        return conversation
                .ask(Map.of("answer", FixtureQuestions.sample(prompt, 100)), null)
                .map(answers -> result(text("LLM response: "
                        + answers.get("answer").at("/content/text").asString())));
    }

    static Mono<ObjectNode> greeting(Conversation conversation) {
        return conversation
                .ask(Map.of("user_name", FixtureQuestions.elicitOne("What is your name?", "name", "string")), null)
                .map(answers -> result(text("Hello, %s!"
                        .formatted(answers.get("user_name").at("/content/name").asString()))));
    }

    static Mono<ObjectNode> confirmedWithState(Conversation conversation) {
        String state = conversation.params().path("requestState").asString("");
        requireUnchanged(state);
        return conversation
                .ask(Map.of("confirm", FixtureQuestions.elicitOne("Please confirm", "ok", "boolean")), seal("asked"))
                .map(_ -> result(text(state.isEmpty() ? "no state" : "state-ok")));
    }

    static Mono<ObjectNode> manyAtOnce(Conversation conversation) {
        var questions = new LinkedHashMap<String, Question>();
        questions.put("user_name", FixtureQuestions.elicitOne("What is your name?", "name", "string"));
        questions.put("greeting", FixtureQuestions.sample("Generate a greeting", 50));
        questions.put("client_roots", FixtureQuestions.roots());
        return conversation.ask(questions, seal("asked")).map(answers -> result(text("All answered: " + answers)));
    }

    static Mono<ObjectNode> roundByRound(Conversation conversation) {
        String state = conversation.params().path("requestState").asString("");
        requireUnchanged(state);
        if (state.startsWith("round2.")) {
            return conversation
                    .ask(Map.of("step2", colour()), seal("round2"))
                    .map(answers -> result(text("Done: " + answers)));
        }
        return conversation
                .ask(
                        Map.of("step1", FixtureQuestions.elicitOne("Step 1: What is your name?", "name", "string")),
                        seal("round1"))
                .flatMap(_ -> conversation.ask(Map.of("step2", colour()), seal("round2")))
                .map(answers -> result(text("Done: " + answers)));
    }

    private static Question colour() {
        return FixtureQuestions.elicitOne("Step 2: What is your favorite color?", "color", "string");
    }

    /** Only for what the client can do. */
    static Mono<ObjectNode> withinCapabilities(Conversation conversation) {
        var questions = new LinkedHashMap<String, Question>();
        if (conversation.peer().can("elicitation")) {
            questions.put("name", FixtureQuestions.elicitOne("What is your name?", "name", "string"));
        }
        if (conversation.peer().can("sampling")) {
            questions.put("greeting", FixtureQuestions.sample("Generate a greeting", 50));
        }
        return conversation.ask(questions, null).map(answers -> result(text("Answered: " + answers)));
    }

    static String seal(String state) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(KEY, "HmacSHA256"));
            return state + "." + HexFormat.of().formatHex(mac.doFinal(state.getBytes(StandardCharsets.UTF_8)));
        } catch (java.security.GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    static void requireUnchanged(String state) {
        if (!state.isEmpty() && !state.equals(seal(state.split("\\.", 2)[0]))) {
            throw JsonRpcFailure.invalidParams("requestState is not what was given out");
        }
    }
}
