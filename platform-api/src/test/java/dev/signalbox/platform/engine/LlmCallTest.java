package dev.signalbox.platform.engine;

import static dev.signalbox.platform.engine.Json.json;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class LlmCallTest {

    private static final String WHO = """
            {steps: [{id: 'ask', type: 'llm_call', model: 'm', prompt: 'Who is {{input.name}}?', retry_count: 1, timeout_s: 30}]}""";

    @Test
    void thePromptIsFilledInAndRecorded() {
        var play = new Play(WHO).input("{name: 'Reynard'}").answer("ask", "{text: 'A fox.'}");

        var complete = (Decision.Complete) play.play();

        assertThat(play.visit("ask").input()).isEqualTo(json("{prompt: 'Who is Reynard?'}"));
        assertThat(((Decision.AskModel) play.effects.getFirst()).timeout()).isEqualTo(Duration.ofSeconds(30));
        assertThat(complete.output()).isEqualTo(json("{ask: {text: 'A fox.'}}"));
    }

    @Test
    void whatIsNoTextBecomesText() {
        var play = new Play("{steps: [{id: 'ask', type: 'llm_call', model: 'm', prompt: '{{input.items}}'}]}")
                .input("{items: [1, 2]}");

        play.play();

        assertThat(play.visit("ask").input()).isEqualTo(json("{prompt: '[1,2]'}"));
    }

    @Test
    void anotherAttemptAsksTheSame() {
        var play = new Play(WHO).input("{name: 'Reynard'}");
        play.answer(
                "ask",
                asked -> asked.attempt() == 1
                        ? Outcome.failed(FailureCode.LLM_REQUEST_FAILED, "busy", true)
                        : Outcome.succeeded(json("{text: 'A fox.'}")));

        play.play();

        assertThat(play.effects)
                .extracting(effect -> ((Decision.AskModel) effect).question())
                .containsExactly(
                        Objects.requireNonNull(play.visit("ask").input()).asObject(),
                        Objects.requireNonNull(play.visit("ask").input()).asObject());
    }

    @Test
    void aQuestionThatWasBegunIsARepeat() {
        var play = new Play(WHO).input("{name: 'Reynard'}");
        play.begin((Decision.Effect) play.decide().getFirst());

        var again = (Decision.AskModel) play.decide().getFirst();

        assertThat(again.repeat()).isTrue();
        assertThat(again.question()).isEqualTo(json("{prompt: 'Who is Reynard?'}"));
    }
}
