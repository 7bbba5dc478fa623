/*
 * Copyright the Signalbox authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.signalbox.connector;

import org.jspecify.annotations.Nullable;

/**
 * JSON as plain values: {@code Map<String, Object>} in the order of the text, {@code List<Object>}, {@code String},
 * {@code Boolean}, {@code Long}, {@code Double}, {@link java.math.BigInteger} where a long is too small, and
 * {@code null}. Safe for many threads.
 *
 * @since 0.1
 */
public interface ConnectorJson {

    /**
     * Reads a text.
     *
     * @param text one JSON value
     * @return plain values
     * @throws IllegalArgumentException when the text is not JSON, holds a name twice or is nested more than 200 deep
     */
    @Nullable
    Object read(String text);

    /**
     * Writes a value.
     *
     * @param value a plain value or anything else {@link ToolResult} allows
     * @return one line of JSON
     * @throws IllegalArgumentException when the value holds something that has no JSON form, such as a {@link Secret}
     */
    String write(@Nullable Object value);
}
