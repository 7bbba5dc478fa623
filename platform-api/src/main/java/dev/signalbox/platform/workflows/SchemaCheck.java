package dev.signalbox.platform.workflows;

import dev.signalbox.platform.engine.Issue;
import dev.signalbox.platform.engine.Issue.Severity;
import dev.signalbox.platform.engine.IssueCode;
import dev.signalbox.platform.engine.Step;
import dev.signalbox.platform.engine.Validation;
import dev.signalbox.platform.schemas.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Whether the JSON Schemas in a graph are schemas, and its example fits its own. */
final class SchemaCheck {

    private final List<Issue> issues = new ArrayList<>();

    static List<Issue> of(JsonNode graph) {
        var check = new SchemaCheck();
        check.shape(graph.path("input_schema"), null, "input_schema").ifPresent(shape -> check.example(graph, shape));
        Validation.steps(graph).forEach(check::step);
        return check.issues;
    }

    private void step(Step step) {
        switch (step) {
            case Step.HumanTask task -> judge(task.formSchema(), step, "form_schema");
            case Step.Guided guided -> judge(guided.expectedOutput(), step, "expected_output");
            case Step.LlmCall call -> judge(call.outputSchema(), step, "output_schema");
            case Step.AgentCall call -> judge(call.outputSchema(), step, "output_schema");
            case Step.McpCall _,
                    Step.LuaScript _,
                    Step.Delay _,
                    Step.Switch _,
                    Step.Signal _,
                    Step.WorkflowCall _,
                    Step.Loop _ -> {}
        }
    }

    private void judge(@Nullable JsonNode schema, Step step, String field) {
        if (schema != null) {
            shape(schema, step.id(), step.common().path() + "." + field);
        }
    }

    /** Empty when there is none, or it is none: what is no object is told as an issue of the form. */
    private Optional<Shape> shape(JsonNode schema, @Nullable String stepId, String path) {
        if (!schema.isObject()) {
            return Optional.empty();
        }
        List<Shape.Problem> problems = Shape.problemsOfSchema(schema);
        problems.forEach(problem -> add(stepId, path + problem.path().replace('/', '.'), problem.message()));
        try {
            return problems.isEmpty() ? Optional.of(Shape.of(schema)) : Optional.empty();
        } catch (IllegalArgumentException invalid) {
            add(stepId, path, String.valueOf(invalid.getMessage()));
            return Optional.empty();
        }
    }

    private void add(@Nullable String stepId, String path, String message) {
        issues.add(new Issue(
                Severity.ERROR,
                IssueCode.INPUT_SCHEMA_INVALID,
                stepId,
                path,
                message,
                "Write a JSON Schema 2020-12 that does not refer to other documents."));
    }

    private void example(JsonNode graph, Shape shape) {
        JsonNode example = graph.path("example_trigger_payload");
        if (!example.isObject()) {
            return;
        }
        ObjectNode input = JsonNodeFactory.instance.objectNode();
        graph.path("params").properties().forEach(field -> input.set(field.getKey(), field.getValue()));
        example.properties().forEach(field -> input.set(field.getKey(), field.getValue()));
        shape.problems(input)
                .forEach(problem -> issues.add(new Issue(
                        Severity.WARNING,
                        IssueCode.EXAMPLE_INVALID,
                        null,
                        "example_trigger_payload" + problem.path().replace('/', '.'),
                        "The example does not fit input_schema: %s.".formatted(problem.message()),
                        "Correct the example or the schema.")));
    }
}
