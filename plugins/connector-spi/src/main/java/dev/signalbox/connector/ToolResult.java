/*
 * Copyright the Signalbox authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.signalbox.connector;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a tool answers: always a JSON object, so that workflows can refer to its parts by name.
 *
 * @param structured a record or a map. Components of records become snake_case; values are the plain ones of
 *     {@link ConnectorJson}, further records, enums, {@link java.util.Optional}, {@link java.time.Instant},
 *     {@link java.time.Duration}, {@link java.util.UUID} and {@link java.net.URI}. A {@link Secret} in it is an error
 * @since 0.1
 */
public record ToolResult(Object structured) {

    /**
     * Checks that the result is an object.
     *
     * @throws IllegalArgumentException when it is neither a record nor a map
     */
    public ToolResult {
        if (!(structured instanceof Record) && !(structured instanceof Map<?, ?>)) {
            throw new IllegalArgumentException(
                    "A tool answers with a record or a map, not with " + structured.getClass());
        }
    }

    /**
     * A result with named parts.
     *
     * @param result a record
     * @return the result
     */
    public static ToolResult of(Record result) {
        return new ToolResult(result);
    }

    /**
     * A result with named parts. The map is copied, its order kept; values may be null.
     *
     * @param result from names to values
     * @return the result
     */
    public static ToolResult of(Map<String, ? extends @Nullable Object> result) {
        return new ToolResult(Collections.unmodifiableMap(new LinkedHashMap<>(result)));
    }

    /**
     * A result that is only text: {@code {"text": …}}.
     *
     * @param text the text
     * @return the result
     */
    public static ToolResult text(String text) {
        return new ToolResult(Map.of("text", text));
    }
}
