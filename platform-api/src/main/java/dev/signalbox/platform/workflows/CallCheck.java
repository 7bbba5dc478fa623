package dev.signalbox.platform.workflows;

import dev.signalbox.platform.connectors.ToolDescription;
import dev.signalbox.platform.engine.Issue;
import dev.signalbox.platform.engine.Issue.Severity;
import dev.signalbox.platform.engine.IssueCode;
import dev.signalbox.platform.engine.Step;
import dev.signalbox.platform.engine.Validation.Binding;
import dev.signalbox.platform.schemas.Shape;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Whether a call fits the tool it names. What a template will bring is not known yet and is left to the run. */
final class CallCheck {

    private CallCheck() {}

    /** @param answer null when the step does not say which tool; that is told as an issue of its form */
    static Binding of(Step.McpCall call, String path, ToolLookup.@Nullable Answer answer) {
        return switch (answer) {
            case null -> new Binding(List.of(), false);
            case ToolLookup.Found found ->
                new Binding(arguments(call, path, found.tool()), !found.tool().readOnly());
            case ToolLookup.Missing missing -> new Binding(missing(call, path, missing), true);
        };
    }

    private static List<Issue> missing(Step.McpCall call, String path, ToolLookup.Missing missing) {
        boolean incomplete = (call.serverUrl() == null) == (call.instanceId() == null)
                || call.toolName().isEmpty();
        return incomplete
                ? List.of()
                : List.of(new Issue(
                        Severity.ERROR,
                        missing.code(),
                        call.id(),
                        path + "." + missing.field(),
                        "Step %s: %s".formatted(call.id(), missing.why()),
                        "Name a connector and a tool that this project has."));
    }

    private static List<Issue> arguments(Step.McpCall call, String path, ToolDescription tool) {
        return Shape.of(tool.inputSchema()).fill(call.toolArgs()).problems().stream()
                .filter(problem -> !isTemplate(call.toolArgs().at(problem.path())))
                .map(problem -> new Issue(
                        Severity.ERROR,
                        IssueCode.TOOL_ARGUMENTS_INVALID,
                        call.id(),
                        path + ".tool_args" + problem.path().replace('/', '.'),
                        "Step %s: %s".formatted(call.id(), problem.message()),
                        "Look at the arguments of %s.".formatted(tool.name())))
                .toList();
    }

    private static boolean isTemplate(JsonNode value) {
        return value.isString() && value.stringValue().contains("{{");
    }
}
