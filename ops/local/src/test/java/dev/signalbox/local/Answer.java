package dev.signalbox.local;

import tools.jackson.databind.JsonNode;

/** What a process answered. */
record Answer(int status, JsonNode body) {

    String text(String field) {
        return body.path(field).asString();
    }
}
