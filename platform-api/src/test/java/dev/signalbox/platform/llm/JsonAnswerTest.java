package dev.signalbox.platform.llm;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class JsonAnswerTest {

    private static final JsonNode PRICE = JsonMapper.shared().readTree("""
            {"type": "object", "properties": {"price": {"type": "number"}}, "required": ["price"]}""");

    @ParameterizedTest
    @ValueSource(
            strings = {"{\"price\": 5}", "  {\"price\":5}\n", "```json\n{\"price\": 5}\n```", "```\n{\"price\": 5}```\n"
            })
    void anObjectIsReadAlsoOutOfOneBlock(String text) {
        assertThat(JsonAnswer.read(text))
                .hasValueSatisfying(
                        object -> assertThat(object.path("price").intValue()).isEqualTo(5));
        assertThat(JsonAnswer.misfit(text, PRICE)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "5",
                "[1]",
                "The price is {\"price\": 5}",
                "{\"price\": 5} as asked",
                "{\"price\": 5",
                "{'price': 5}",
                "```json\n{\"price\": 5}\n```\nand\n```json\n{\"price\": 6}\n```",
                "{\"price\": 5, \"price\": 6}"
            })
    void allElseIsText(String text) {
        assertThat(JsonAnswer.read(text)).isEmpty();
        assertThat(JsonAnswer.misfit(text, PRICE)).hasValue("it is not a JSON object");
    }

    @Test
    void aMisfitNamesWhatIsWrong() {
        assertThat(JsonAnswer.misfit("{\"price\": \"cheap\"}", PRICE))
                .hasValueSatisfying(said -> assertThat(said).contains("/price", "number"));
        assertThat(JsonAnswer.misfit("{}", PRICE))
                .hasValueSatisfying(said -> assertThat(said).contains("price"));
    }
}
