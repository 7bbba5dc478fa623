/*
 * Copyright the Signalbox authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.signalbox.connector.testkit;

import dev.signalbox.connector.Tool;
import dev.signalbox.platform.schemas.RecordJson;
import dev.signalbox.platform.schemas.ToolShapes;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** An example made wrong, in every way that a schema is there to notice. */
final class IllArguments {

    private static final Set<String> SCALARS = Set.of("string", "integer", "number", "boolean");

    private IllArguments() {}

    static List<String> of(Tool<?> tool, String example) {
        var schema = ToolShapes.of(tool).json();
        return Stream.of(unknown(tool, example), lacking(schema, example), mistyped(schema, example))
                .flatMap(ill -> ill)
                .map(JsonNode::toString)
                .toList();
    }

    /** A schema of the tool's own may well allow more than it names. */
    private static Stream<ObjectNode> unknown(Tool<?> tool, String example) {
        return switch (tool) {
            case Tool.Typed<?> _ -> Stream.of(with(example, "no_such_argument", "true"));
            case Tool.Dynamic _ -> Stream.empty();
        };
    }

    private static Stream<ObjectNode> lacking(JsonNode schema, String example) {
        return schema.path("required").valueStream().map(name -> {
            var less = object(example);
            less.remove(name.stringValue());
            return less;
        });
    }

    private static Stream<ObjectNode> mistyped(JsonNode schema, String example) {
        return schema.path("properties").properties().stream()
                .filter(property ->
                        SCALARS.contains(property.getValue().path("type").asString("")))
                .map(property -> with(example, property.getKey(), "{\"is\":\"an object\"}"));
    }

    private static ObjectNode with(String example, String name, String value) {
        var more = object(example);
        more.set(name, RecordJson.MAPPER.readTree(value));
        return more;
    }

    private static ObjectNode object(String example) {
        return (ObjectNode) RecordJson.MAPPER.readTree(example);
    }
}
