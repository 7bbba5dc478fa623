package dev.signalbox.platform.connectors;

import dev.signalbox.connector.Tool;
import dev.signalbox.connector.ToolException;
import dev.signalbox.connector.ToolException.Reason;
import dev.signalbox.platform.schemas.RecordJson;
import java.util.stream.Collectors;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.JsonNode;

/** Turns the JSON a caller sent into what a tool's handler gets: defaults filled in, validated, bound. */
final class ToolArguments {

    private ToolArguments() {}

    /** @throws ToolException INVALID_ARGUMENT naming everything that does not fit */
    @SuppressWarnings(
            "unchecked") // what is bound follows from the kind of the tool, which the compiler cannot see in I
    static <I> I bind(Tool<I> tool, JsonNode given) {
        var filled = ToolShapes.of(tool).fill(given);
        if (!filled.valid()) {
            throw invalid(filled.problems().stream()
                    .map(problem -> (problem.path() + " " + problem.message()).strip())
                    .collect(Collectors.joining("; ", "The arguments do not fit: ", ".")));
        }
        return (I)
                switch (tool) {
                    case Tool.Typed<?> typed -> record(filled.value(), typed.input());
                    case Tool.Dynamic _ -> PlainJson.plainObject(filled.value());
                };
    }

    private static Object record(JsonNode value, Class<? extends Record> type) {
        try {
            return RecordJson.MAPPER.treeToValue(value, type);
        } catch (DatabindException e) {
            if (e.getCause() instanceof ToolException said) {
                throw said;
            }
            // A check in the record's constructor, or a number beyond its type: in either case the caller's to correct.
            throw new ToolException(Reason.INVALID_ARGUMENT, "The arguments do not fit: " + e.getOriginalMessage(), e);
        }
    }

    private static ToolException invalid(String message) {
        return new ToolException(Reason.INVALID_ARGUMENT, message);
    }
}
