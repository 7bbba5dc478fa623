package dev.signalbox.platform.engine;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Reads a document into steps and says everything that is wrong about its form. */
final class GraphReader {

    static final int MOST_STEPS = 1_000;

    private static final Set<String> KNOWN = Set.of(
            "steps",
            "input_schema",
            "example_trigger_payload",
            "params",
            "tenant_id",
            "workflow_id",
            "name",
            "description",
            "metadata");

    private final Findings findings = new Findings();

    Findings findings() {
        return findings;
    }

    /** What could be read; {@link #findings} tells whether that is all. */
    Graph read(JsonNode document) {
        if (!(document instanceof ObjectNode object)) {
            new Fields(JsonNodeFactory.instance.objectNode(), null, "", findings)
                    .add(IssueCode.GRAPH_NOT_AN_OBJECT, "", "A graph is a JSON object", "Send {\"steps\": […]}.");
            return new Graph(List.of(), JsonNodeFactory.instance.objectNode(), null, null);
        }
        ObjectNode graph = NodesAndEdges.isDrawing(object) ? NodesAndEdges.translate(object) : object;
        var fields = new Fields(graph, null, "", findings);
        refuseUnknown(fields);
        return new Graph(
                steps(fields),
                fields.objectOrEmpty("params"),
                fields.object("input_schema"),
                fields.any("example_trigger_payload"));
    }

    private static void refuseUnknown(Fields fields) {
        for (String name : fields.object().propertyNames()) {
            if (!KNOWN.contains(name)) {
                fields.add(
                        IssueCode.UNKNOWN_FIELD,
                        name,
                        "%s is not a field of a graph".formatted(name),
                        "Remove it; own notes belong into metadata.");
            }
        }
    }

    private List<Step> steps(Fields fields) {
        JsonNode given = fields.any("steps");
        if (given == null || !given.isArray() || given.isEmpty()) {
            fields.add(IssueCode.NO_STEPS, "steps", "A graph has a list of at least one step", "Add a step.");
            return List.of();
        }
        if (given.size() > MOST_STEPS) {
            fields.add(
                    IssueCode.TOO_MANY_STEPS,
                    "steps",
                    "A graph has at most %d steps, not %d".formatted(MOST_STEPS, given.size()),
                    "Split it into several workflows.");
            return List.of();
        }
        List<Step> steps = new ArrayList<>();
        Set<String> ids = new HashSet<>();
        for (int i = 0; i < given.size(); i++) {
            read(given.get(i), i, ids, steps);
        }
        return steps;
    }

    private void read(JsonNode given, int position, Set<String> ids, List<Step> steps) {
        if (!(given instanceof ObjectNode object)) {
            new Fields(JsonNodeFactory.instance.objectNode(), null, "steps[" + position + "]", findings)
                    .add(IssueCode.FIELD_INVALID, "", "A step is an object", "Write {\"id\": …, \"type\": …}.");
            return;
        }
        new StepReader(object, position, findings).read().ifPresent(step -> {
            if (!ids.add(step.id())) {
                new Fields(object, step.id(), "steps[" + position + "]", findings)
                        .add(
                                IssueCode.STEP_ID_DUPLICATE,
                                "id",
                                "there is another step with this id",
                                "Rename one of them and what refers to it.");
            }
            steps.add(step);
        });
    }
}
