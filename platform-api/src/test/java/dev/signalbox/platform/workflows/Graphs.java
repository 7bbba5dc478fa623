package dev.signalbox.platform.workflows;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Graphs for tests. */
final class Graphs {

    private static final JsonMapper JSON = new JsonMapper();

    private Graphs() {}

    static JsonNode of(String json) {
        return JSON.readTree(json.replace('\'', '"'));
    }

    static JsonNode aNote() {
        return of("{'steps':[{'id':'note','type':'lua_script','name':'Note','script':'return { text = 1 }'}]}");
    }
}
