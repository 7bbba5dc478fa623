package dev.signalbox.platform.schemas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.signalbox.connector.Default;
import dev.signalbox.connector.Description;
import dev.signalbox.connector.Secret;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ShapeTest {

    enum Colour {
        RED,
        DARK_BLUE
    }

    record Line(String sku, @Default("1") int count) {}

    record Order(
            @Description("Where it goes.") URI replyTo,
            Optional<String> note,
            @Nullable String memo,
            @Default("red") Colour colour,
            @Default("true") boolean gift,
            Duration patience,
            double price,
            List<Line> lines,
            Set<String> tags,
            Map<String, Integer> counts,
            Optional<Object> extra) {}

    record Node(Optional<Node> next) {}

    record Strange(Thread thread) {}

    record WrongDefault(@Default("many") int count) {}

    private static final String LEAST =
            "{\"reply_to\": \"https://a.example/\", \"patience\": \"PT5S\", \"price\": 1.5}";

    private final Shape shape = Shape.of(Order.class);

    @Nested
    class OfARecord {

        @Test
        void namesAreSnakeCaseAndDescriptionsStay() {
            assertThat(shape.json().at("/properties/reply_to"))
                    .isEqualTo(
                            json("{\"type\": \"string\", \"format\": \"uri\", \"description\": \"Where it goes.\"}"));
        }

        @Test
        void whatMayBeAbsentIsNotRequired() {
            assertThat(shape.json().get("required")).isEqualTo(json("[\"reply_to\", \"patience\", \"price\"]"));
        }

        @Test
        void enumsAreWordsInLowerCase() {
            assertThat(shape.json().at("/properties/colour/enum")).isEqualTo(json("[\"red\", \"dark_blue\"]"));
        }

        @Test
        void nestedRecordsListsSetsAndMapsAreDescribed() {
            assertThat(shape.json().at("/properties/lines/items/properties/count/default"))
                    .hasToString("1");
            assertThat(shape.json().at("/properties/tags/uniqueItems")).isEqualTo(json("true"));
            assertThat(shape.json().at("/properties/counts/additionalProperties/type"))
                    .isEqualTo(json("\"integer\""));
        }

        @ParameterizedTest
        @ValueSource(classes = {Node.class, Strange.class, WrongDefault.class})
        void whatHasNoJsonFormIsRefused(Class<? extends Record> record) {
            assertThatIllegalArgumentException().isThrownBy(() -> Shape.of(record));
        }
    }

    @Nested
    class Filling {

        @Test
        void absentPropertiesGetTheirDefault() {
            var filled = shape.fill(json(LEAST));

            assertThat(filled.problems()).isEmpty();
            assertThat(RecordJson.MAPPER.treeToValue(filled.value(), Order.class))
                    .isEqualTo(new Order(
                            URI.create("https://a.example/"),
                            Optional.empty(),
                            null,
                            Colour.RED,
                            true,
                            Duration.ofSeconds(5),
                            1.5,
                            List.of(),
                            Set.of(),
                            Map.of(),
                            Optional.empty()));
        }

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                value = {
                    "price | \"2.25\" | 2.25",
                    "gift | \"False\" | false",
                    "note | 7 | \"7\"",
                    "colour | \"DARK_BLUE\" | \"dark_blue\"",
                    "counts | {\"a\": \"3\"} | {\"a\": 3}",
                    "lines | [{\"sku\": 5}] | [{\"sku\": \"5\", \"count\": 1}]",
                    "extra | \"5\" | \"5\""
                })
        void textBecomesWhatTheSchemaAsksFor(String property, String given, String expected) {
            var filled = shape.fill(withProperty(property, given));

            assertThat(filled.problems()).isEmpty();
            assertThat(filled.value().get(property)).hasToString(json(expected).toString());
        }

        @Test
        void nullMeansLeftOut() {
            assertThat(shape.fill(withProperty("note", "null")).valid()).isTrue();
            assertThat(shape.fill(withProperty("price", "null")).valid()).isFalse();
        }

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                value = {
                    "price | \"cheap\" | /price",
                    "lines | [{}] | /lines/0",
                    "colour | \"green\" | /colour",
                    "patience | \"soon\" | /patience",
                    "colr | \"red\" | ''",
                    "counts | {\"a\": \"2.5\"} | /counts/a",
                    "tags | [\"a\", \"a\"] | /tags"
                })
        void whatStillDoesNotFitIsNamed(String property, String given, String path) {
            assertThat(shape.fill(withProperty(property, given)).problems())
                    .singleElement()
                    .satisfies(problem -> assertThat(problem.path()).isEqualTo(path));
        }

        @Test
        void theGivenValueIsLeftAlone() {
            var given = json(LEAST);

            shape.fill(given);

            assertThat(given).isEqualTo(json(LEAST));
        }
    }

    @Nested
    class FromOutside {

        @Test
        void aReferenceToAnotherDocumentIsRefused() {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> Shape.of(json("{\"$ref\": \"http://127.0.0.1:1/schema.json\"}")));
        }

        @Test
        void aReferenceInsideTheDocumentWorks() {
            var list = Shape.of(
                    json("{\"$defs\": {\"n\": {\"type\": \"integer\"}}, \"items\": {\"$ref\": \"#/$defs/n\"}}"));

            assertThat(list.problems(json("[1, \"2\"]"))).hasSize(1);
        }
    }

    @Test
    void aSecretIsNeverWritten() {
        assertThatExceptionOfType(JacksonException.class)
                .isThrownBy(() -> RecordJson.MAPPER.writeValueAsString(Map.of("key", Secret.of("k3y"))))
                .withMessageNotContaining("k3y");
    }

    private static JsonNode withProperty(String name, String value) {
        return json(LEAST.replaceFirst("}$", "") + ", \"" + name + "\": " + value + "}");
    }

    private static JsonNode json(String text) {
        // A property given twice: the later one counts, so that a test can override.
        return JsonMapper.shared().readTree(text);
    }
}
