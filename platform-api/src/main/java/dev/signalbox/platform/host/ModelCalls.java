package dev.signalbox.platform.host;

import dev.signalbox.platform.engine.Decision;
import dev.signalbox.platform.engine.Outcome;
import dev.signalbox.platform.engine.Step;
import dev.signalbox.platform.llm.ModelChoice;
import dev.signalbox.platform.llm.ModelMessage.Prompt;
import dev.signalbox.platform.llm.ModelOutcome;
import dev.signalbox.platform.llm.ModelQuestion;
import dev.signalbox.platform.llm.Models;
import dev.signalbox.platform.llm.Sampling;
import java.util.List;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** The questions of {@code llm_call} steps. To ask again does nothing but cost, so a question that was cut off is asked again. */
@Component
class ModelCalls {

    private final Models models;

    ModelCalls(Models models) {
        this.models = models;
    }

    Mono<Outcome> ask(Decision.AskModel ask) {
        Step.LlmCall step = ask.step();
        var question = new ModelQuestion(
                new ModelChoice(step.model(), step.modelRef(), step.llmCredentialId()),
                List.of(new Prompt(ask.question().path("prompt").asString(""))),
                List.of(),
                Sampling.of(step.llmParams()),
                step.outputSchema(),
                ask.timeout());
        return models.ask(question).map(ended -> outcome(ended, step));
    }

    private static Outcome outcome(ModelOutcome ended, Step.LlmCall step) {
        return switch (ended) {
            case ModelOutcome.Answered answered ->
                ModelAnswers.misfit(answered, step.outputSchema())
                        .orElseGet(() -> Outcome.succeeded(ModelAnswers.result(answered)));
            case ModelOutcome.Failed failed -> ModelAnswers.failed(failed);
        };
    }
}
