package dev.signalbox.platform.engine;

import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Reads a document into steps and says everything that is wrong about its form. */
final class GraphReader {

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
                new BodyReader(findings)
                        .steps(fields.any("steps"), fields, "steps", "A graph has a list of at least one step"),
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
}
