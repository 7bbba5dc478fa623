package dev.signalbox.mcp.transport;

import dev.signalbox.mcp.platform.Json;
import java.util.List;
import java.util.function.Function;
import reactor.core.publisher.Mono;
import tools.jackson.databind.node.ObjectNode;

/**
 * A tool of the conformance suite's own.
 *
 * @param arguments names of texts it needs
 */
record FixtureTool(String name, List<String> arguments, Function<Conversation, Mono<ObjectNode>> work) {

    static FixtureTool of(String name, Function<Conversation, Mono<ObjectNode>> work) {
        return new FixtureTool(name, List.of(), work);
    }

    static FixtureTool saying(String name, ObjectNode result) {
        return of(name, _ -> Mono.fromSupplier(result::deepCopy));
    }

    ObjectNode definition() {
        ObjectNode definition =
                Json.MAPPER.createObjectNode().put("name", name).put("description", "Asked for by the suite: " + name);
        ObjectNode schema = definition.putObject("inputSchema").put("type", "object");
        ObjectNode properties = schema.putObject("properties");
        arguments.forEach(argument -> properties.putObject(argument).put("type", "string"));
        arguments.forEach(schema.putArray("required")::add);
        return definition;
    }
}
