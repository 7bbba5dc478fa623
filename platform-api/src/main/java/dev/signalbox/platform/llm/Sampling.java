package dev.signalbox.platform.llm;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code llm_params}: how a model chooses its words, and how many. What is absent is the provider's own default. */
public record Sampling(
        @Nullable Double temperature,
        @Nullable Double topP,
        @Nullable Integer maxTokens,
        List<String> stop,
        @Nullable Double frequencyPenalty,
        @Nullable Double presencePenalty,
        @Nullable Integer seed) {

    public static final Sampling DEFAULT = new Sampling(null, null, null, List.of(), null, null, null);

    private static final Set<String> KNOWN =
            Set.of("temperature", "top_p", "max_tokens", "stop", "frequency_penalty", "presence_penalty", "seed");
    private static final int MOST_TOKENS = 1_000_000;
    private static final int MOST_STOPS = 4;

    /** @param path below {@code llm_params} */
    public record Problem(String path, String message) {}

    /** As far as it can be read; see {@link #problems}. */
    public static Sampling of(ObjectNode params) {
        return new Sampling(
                number(params.path("temperature")),
                number(params.path("top_p")),
                whole(params.path("max_tokens")),
                stops(params.path("stop")),
                number(params.path("frequency_penalty")),
                number(params.path("presence_penalty")),
                whole(params.path("seed")));
    }

    public static List<Problem> problems(ObjectNode params) {
        var problems = new ArrayList<Problem>();
        for (String name : params.propertyNames()) {
            if (!KNOWN.contains(name)) {
                problems.add(new Problem(
                        name,
                        "there is no such parameter; known are "
                                + String.join(", ", KNOWN.stream().sorted().toList())));
            }
        }
        check(problems, params, "temperature", between(0, 2), "a number from 0 to 2");
        check(problems, params, "top_p", between(0, 1), "a number from 0 to 1");
        check(problems, params, "frequency_penalty", between(-2, 2), "a number from -2 to 2");
        check(problems, params, "presence_penalty", between(-2, 2), "a number from -2 to 2");
        check(
                problems,
                params,
                "max_tokens",
                value -> value.isInt() && between(1, MOST_TOKENS).test(value),
                "a whole number from 1 to " + MOST_TOKENS);
        check(problems, params, "seed", JsonNode::isInt, "a whole number");
        check(
                problems,
                params,
                "stop",
                Sampling::areStops,
                "a text or a list of at most four texts, none of them empty");
        return List.copyOf(problems);
    }

    private static void check(
            List<Problem> problems, ObjectNode params, String name, Predicate<JsonNode> form, String expected) {
        JsonNode value = params.path(name);
        if (!value.isMissingNode() && !value.isNull() && !form.test(value)) {
            problems.add(new Problem(name, "must be " + expected));
        }
    }

    private static Predicate<JsonNode> between(int least, int most) {
        return value -> value.isNumber()
                && value.decimalValue().compareTo(BigDecimal.valueOf(least)) >= 0
                && value.decimalValue().compareTo(BigDecimal.valueOf(most)) <= 0;
    }

    private static boolean areStops(JsonNode value) {
        var texts = stops(value);
        return !texts.isEmpty()
                && texts.size() <= MOST_STOPS
                && texts.size() == (value.isArray() ? value.size() : 1)
                && texts.stream().noneMatch(String::isEmpty);
    }

    private static List<String> stops(JsonNode value) {
        return value.isString()
                ? List.of(value.stringValue())
                : value.valueStream()
                        .filter(JsonNode::isString)
                        .map(JsonNode::stringValue)
                        .toList();
    }

    private static @Nullable Double number(JsonNode value) {
        return value.isNumber() ? value.doubleValue() : null;
    }

    private static @Nullable Integer whole(JsonNode value) {
        return value.isInt() ? value.intValue() : null;
    }
}
