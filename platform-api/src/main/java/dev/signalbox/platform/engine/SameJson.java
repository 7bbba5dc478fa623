package dev.signalbox.platform.engine;

import tools.jackson.databind.JsonNode;

/** Whether two JSON values mean the same: 100, 100.0 and 1e2 are one number, however they were written or stored. */
public final class SameJson {

    private SameJson() {}

    public static boolean is(JsonNode one, JsonNode other) {
        return one.equals(SameJson::compare, other);
    }

    private static int compare(JsonNode one, JsonNode other) {
        if (one.isNumber() && other.isNumber()) {
            return one.decimalValue().compareTo(other.decimalValue());
        }
        return one.equals(other) ? 0 : 1;
    }
}
