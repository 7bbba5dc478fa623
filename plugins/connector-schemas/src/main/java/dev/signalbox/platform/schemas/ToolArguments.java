package dev.signalbox.platform.schemas;

import dev.signalbox.connector.Tool;
import dev.signalbox.connector.ToolException;
import dev.signalbox.connector.ToolException.Reason;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** Turns the JSON a caller sent into what a tool's handler gets: defaults filled in, validated, bound. */
public final class ToolArguments {

    private ToolArguments() {}

    /** @throws ToolException INVALID_ARGUMENT naming everything that does not fit */
    @SuppressWarnings(
            "unchecked") // what is bound follows from the kind of the tool, which the compiler cannot see in I
    public static <I> I bind(Tool<I> tool, JsonNode given) {
        var filled = ToolShapes.of(tool).fill(given);
        if (!filled.valid()) {
            throw invalid(filled.problems().stream()
                    .map(problem -> (problem.path() + " " + problem.message()).strip())
                    .collect(Collectors.joining("; ", "The arguments do not fit: ", ".")));
        }
        return (I)
                switch (tool) {
                    case Tool.Typed<?> typed -> RecordJson.bind(filled.value(), typed.input(), "arguments");
                    case Tool.Dynamic _ -> PlainJson.plainObject(filled.value());
                };
    }

    private static ToolException invalid(String message) {
        return new ToolException(Reason.INVALID_ARGUMENT, message);
    }
}
