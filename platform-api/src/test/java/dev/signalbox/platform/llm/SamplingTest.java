package dev.signalbox.platform.llm;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

class SamplingTest {

    @Test
    void whatIsWrittenIsRead() {
        var sampling =
                Sampling.of(params("{'temperature': 0, 'top_p': 1, 'max_tokens': 5, 'stop': ['a', 'b'], 'seed': -1}"));

        assertThat(sampling).isEqualTo(new Sampling(0.0, 1.0, 5, List.of("a", "b"), null, null, -1));
        assertThat(Sampling.of(params("{}"))).isEqualTo(Sampling.DEFAULT);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            value = {
                "{'temperature': 2.1} | temperature | a number from 0 to 2",
                "{'temperature': 'hot'} | temperature | a number from 0 to 2",
                "{'top_p': -0.1} | top_p | a number from 0 to 1",
                "{'max_tokens': 0} | max_tokens | a whole number",
                "{'max_tokens': 1.5} | max_tokens | a whole number",
                "{'stop': ['a', '']} | stop | none of them empty",
                "{'stop': ['a', 1]} | stop | a list of at most four texts",
                "{'stop': ['1', '2', '3', '4', '5']} | stop | a list of at most four texts",
                "{'presence_penalty': 3} | presence_penalty | a number from -2 to 2",
                "{'temprature': 1} | temprature | there is no such parameter; known are frequency_penalty, max_tokens"
            })
    void whatDoesNotFitIsNamed(String params, String path, String sentence) {
        assertThat(Sampling.problems(params(params))).singleElement().satisfies(problem -> {
            assertThat(problem.path()).isEqualTo(path);
            assertThat(problem.message()).contains(sentence);
        });
    }

    @Test
    void whatFitsHasNoProblems() {
        assertThat(Sampling.problems(params("{'temperature': 0.7, 'stop': 'END', 'max_tokens': 100, 'seed': null}")))
                .isEmpty();
    }

    private static ObjectNode params(String apostrophed) {
        return (ObjectNode) JsonMapper.shared().readTree(apostrophed.replace('\'', '"'));
    }
}
