package dev.signalbox.platform.engine;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** Reads a document into steps and says everything that is wrong about its form. */
final class GraphReader {

    private final List<Issue> issues = new ArrayList<>();

    Graph read(JsonNode document) {
        throw new UnsupportedOperationException("follows");
    }

    List<Issue> issues() {
        return issues;
    }
}
