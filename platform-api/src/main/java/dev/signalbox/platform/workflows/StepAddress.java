package dev.signalbox.platform.workflows;

import dev.signalbox.platform.problem.ApiException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Where a step stands in a graph: its id, below the ids of the loops around it, {@code each.fetch}. Ids have no dots. Of a drawing
 * it finds the node, as it is drawn.
 */
record StepAddress(String text) {

    private static final List<String> LISTS = List.of("steps", "nodes", "for_each_body_steps", "while_body_steps");
    private static final List<String> FIELDS_INSIDE = List.of("data", "config");

    /** @throws ApiException NOT_FOUND */
    ObjectNode in(JsonNode graph) {
        Optional<ObjectNode> found =
                Optional.of(graph).filter(ObjectNode.class::isInstance).map(ObjectNode.class::cast);
        for (String id : text.split("\\.", -1)) {
            found = found.flatMap(outer -> child(outer, id));
        }
        return found.orElseThrow(() -> ApiException.notFound("Step", text));
    }

    private static Optional<ObjectNode> child(ObjectNode outer, String id) {
        Stream<JsonNode> holders =
                Stream.concat(Stream.of(outer), FIELDS_INSIDE.stream().map(outer::path));
        return holders.flatMap(holder -> LISTS.stream().map(holder::path))
                .flatMap(JsonNode::valueStream)
                .filter(step -> step.path("id").asString("").equals(id))
                .filter(ObjectNode.class::isInstance)
                .map(ObjectNode.class::cast)
                .findFirst();
    }
}
