package dev.signalbox.mcp.catalog;

import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Checks the arguments of a call and fills in the defaults. */
final class Arguments {

    private final Schema schema;
    private final ObjectNode input;

    Arguments(Schema schema, ObjectNode input) {
        this.schema = schema;
        this.input = input;
    }

    /** @throws InvalidArgumentsException with a sentence for each thing that is wrong */
    ObjectNode checked(ObjectNode given) {
        ObjectNode arguments = given.deepCopy();
        // Many clients send null for what they leave out
        arguments.properties().stream()
                .filter(member -> member.getValue().isNull())
                .map(Map.Entry::getKey)
                .toList()
                .forEach(arguments::remove);
        for (Map.Entry<String, JsonNode> property : input.path("properties").properties()) {
            JsonNode value = property.getValue().get("default");
            if (value != null && !arguments.has(property.getKey())) {
                arguments.set(property.getKey(), value);
            }
        }
        List<Error> errors = schema.validate(arguments);
        if (!errors.isEmpty()) {
            throw new InvalidArgumentsException(
                    errors.stream().map(Arguments::sentence).sorted().distinct().toList());
        }
        return arguments;
    }

    private static String sentence(Error error) {
        String place = error.getInstanceLocation().toString();
        return (place.isEmpty() ? "arguments" : place.substring(1)) + ": " + error.getMessage();
    }
}
