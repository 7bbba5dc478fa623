package dev.signalbox.platform.llm;

import dev.signalbox.platform.schemas.RecordJson;
import dev.signalbox.platform.schemas.Shape;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A model's words read as the JSON object that they may be. */
public final class JsonAnswer {

    /** Models like to put JSON into a block of Markdown, even when told not to. */
    private static final Pattern FENCED = Pattern.compile("```[A-Za-z]*\\R(.*?)\\R?```", Pattern.DOTALL);

    private JsonAnswer() {}

    /** Empty when the text, or the one block it consists of, is not exactly one JSON object. */
    public static Optional<ObjectNode> read(String text) {
        var stripped = text.strip();
        var fenced = FENCED.matcher(stripped);
        var json = fenced.matches() ? fenced.group(1) : stripped;
        if (!json.stripLeading().startsWith("{")) {
            return Optional.empty();
        }
        try {
            return RecordJson.MAPPER.readTree(json) instanceof ObjectNode object
                    ? Optional.of(object)
                    : Optional.empty();
        } catch (JacksonException _) {
            return Optional.empty();
        }
    }

    /** What keeps an answer from being what was asked for; empty when nothing does. */
    public static Optional<String> misfit(String text, JsonNode schema) {
        var object = read(text);
        if (object.isEmpty()) {
            return Optional.of("it is not a JSON object");
        }
        var problems = Shape.of(schema).problems(object.get());
        return problems.isEmpty()
                ? Optional.empty()
                : Optional.of(problems.stream()
                        .limit(5)
                        .map(problem -> (problem.path() + " " + problem.message()).strip())
                        .collect(Collectors.joining("; ")));
    }
}
