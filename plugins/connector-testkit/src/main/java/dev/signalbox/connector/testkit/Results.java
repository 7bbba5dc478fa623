/*
 * Copyright the Signalbox authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.signalbox.connector.testkit;

import java.util.HashMap;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** What the examples have answered so far. */
public final class Results {

    private final Map<String, JsonNode> byTool = new HashMap<>();

    Results() {}

    /** There is no such result: the example before it failed, as it was made to. */
    static final class Missing extends RuntimeException {
        Missing(String message) {
            super(message);
        }
    }

    void put(String tool, JsonNode result) {
        byTool.put(tool, result);
    }

    /**
     * A part of the last result of a tool, as text.
     *
     * @param tool the tool's name
     * @param pointer a JSON pointer, such as {@code /id}
     */
    public String text(String tool, String pointer) {
        var result = byTool.get(tool);
        var found = result == null ? null : result.at(pointer);
        if (found == null || found.isMissingNode()) {
            throw new Missing("No example of " + tool + " has answered with " + pointer);
        }
        return found.asString();
    }
}
