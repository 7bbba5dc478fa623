/*
 * Copyright the Signalbox authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.signalbox.connector.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.platform.schemas.RecordJson;
import dev.signalbox.platform.schemas.Shape;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** What can be said of a record by its schema. */
final class RecordForm {

    private RecordForm() {}

    /** From JSON to the record and back, and nothing is lost or no longer fits. */
    static <R extends Record> void assertRoundTrip(Class<R> type, JsonNode given) {
        var shape = Shape.of(type);
        var first = record(shape, type, given);

        var second = record(shape, type, RecordJson.MAPPER.valueToTree(first));

        assertThat(second)
                .as("%s after a way through JSON", type.getSimpleName())
                .isEqualTo(first);
    }

    /** The paths of all properties that nobody says anything about. */
    static Stream<String> undescribed(JsonNode schema) {
        return undescribed(schema, "");
    }

    private static <R extends Record> R record(Shape shape, Class<R> type, JsonNode json) {
        var filled = shape.fill(json);
        assertThat(filled.problems()).as("%s as %s", json, type.getSimpleName()).isEmpty();
        return RecordJson.bind(filled.value(), type, "value");
    }

    private static Stream<String> undescribed(JsonNode schema, String path) {
        var own = schema.path("properties").properties().stream().flatMap(property -> {
            var here = path + "/" + property.getKey();
            var silent = property.getValue().path("description").asString("").isBlank();
            return Stream.concat(silent ? Stream.of(here) : Stream.empty(), undescribed(property.getValue(), here));
        });
        return Stream.concat(
                own, Stream.concat(below(schema, "items", path), below(schema, "additionalProperties", path)));
    }

    private static Stream<String> below(JsonNode schema, String keyword, String path) {
        var inner = schema.path(keyword);
        return inner.isObject() ? undescribed(inner, path + "/*") : Stream.empty();
    }
}
