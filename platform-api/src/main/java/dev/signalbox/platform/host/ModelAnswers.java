package dev.signalbox.platform.host;

import dev.signalbox.platform.engine.FailureCode;
import dev.signalbox.platform.engine.Outcome;
import dev.signalbox.platform.llm.JsonAnswer;
import dev.signalbox.platform.llm.ModelOutcome;
import dev.signalbox.platform.llm.ModelOutcome.Answered;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** What an answer of a model is to its step. */
final class ModelAnswers {

    private ModelAnswers() {}

    /** {@code {text, usage}}, and {@code json} when the text is a JSON object. */
    static ObjectNode result(Answered answered) {
        ObjectNode result = JsonNodeFactory.instance.objectNode().put("text", answered.text());
        JsonAnswer.read(answered.text()).ifPresent(json -> result.set("json", json));
        if (answered.cut()) {
            result.put("cut", true);
        }
        result.putObject("usage")
                .put("model", answered.usage().model())
                .put("input_tokens", answered.usage().inputTokens())
                .put("output_tokens", answered.usage().outputTokens());
        return result;
    }

    /** Models do not always do as they are told: asked once more, they may. Empty when the answer is what was asked for. */
    static Optional<Outcome> misfit(Answered answered, @Nullable JsonNode schema) {
        if (answered.text().isBlank() && !answered.cut()) {
            return Optional.of(failed("The model answered nothing."));
        }
        if (schema == null) {
            return Optional.empty();
        }
        String hint = answered.cut() ? " It was cut off at max_tokens; allow more of them in llm_params." : "";
        return JsonAnswer.misfit(answered.text(), schema)
                .map(why -> failed("The answer does not fit output_schema: %s.%s".formatted(why, hint)));
    }

    static Outcome failed(ModelOutcome.Failed failed) {
        var code = failed.unpaid() ? FailureCode.INSUFFICIENT_CREDITS : FailureCode.LLM_REQUEST_FAILED;
        return Outcome.failed(code, failed.message(), failed.retryable());
    }

    private static Outcome failed(String message) {
        return Outcome.failed(FailureCode.LLM_REQUEST_FAILED, message, true);
    }
}
