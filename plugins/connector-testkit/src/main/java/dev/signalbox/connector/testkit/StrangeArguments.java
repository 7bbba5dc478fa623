/*
 * Copyright the Signalbox authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.signalbox.connector.testkit;

import dev.signalbox.connector.Tool;
import dev.signalbox.platform.schemas.RecordJson;
import dev.signalbox.platform.schemas.ToolShapes;
import java.util.List;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** An example with one argument at a time replaced by what models and strangers send, as far as the schema lets it pass. */
final class StrangeArguments {

    private static final List<String> TEXTS = List.of(
            "",
            " ",
            "x".repeat(10_000),
            "a\r\nX-Injected: 1\u0001",
            "../../../etc/passwd",
            "http://169.254.169.254/latest/meta-data",
            "https://user:word@198.51.100.7/",
            "file:///etc/passwd",
            "'; drop table loops; --",
            "${a} {{b}} %s %n",
            "\ud83d\ude80\u202e\u0000");
    private static final List<Long> INTEGERS = List.of(0L, -1L, Long.MAX_VALUE, Long.MIN_VALUE);

    private StrangeArguments() {}

    static List<String> of(Tool<?> tool, String example) {
        var shape = ToolShapes.of(tool);
        return shape.json().path("properties").properties().stream()
                .flatMap(property -> values(property.getValue().path("type").asString(""))
                        .map(value -> with(example, property.getKey(), value)))
                .filter(strange -> shape.fill(strange).valid())
                .map(JsonNode::toString)
                .toList();
    }

    private static Stream<JsonNode> values(String type) {
        var make = JsonNodeFactory.instance;
        return switch (type) {
            case "string" -> TEXTS.stream().map(make::stringNode);
            case "integer" -> INTEGERS.stream().map(make::numberNode);
            case "number" -> Stream.of(make.numberNode(0), make.numberNode(-1e308));
            case "array" -> Stream.of(make.arrayNode());
            case "object" -> Stream.of(make.objectNode());
            default -> Stream.empty();
        };
    }

    private static ObjectNode with(String example, String name, JsonNode value) {
        var strange = (ObjectNode) RecordJson.MAPPER.readTree(example);
        strange.set(name, value);
        return strange;
    }
}
