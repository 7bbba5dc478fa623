package dev.signalbox.platform.engine;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Reads the steps of a document and, from reader to reader, those inside its loops. */
final class BodyReader {

    static final int MOST_STEPS = 1_000;
    static final int DEEPEST = 8;

    private final Findings findings;
    private final Total total;
    private final int depth;

    BodyReader(Findings findings) {
        this(findings, new Total(), 0);
    }

    private BodyReader(Findings findings, Total total, int depth) {
        this.findings = findings;
        this.total = total;
        this.depth = depth;
    }

    Findings findings() {
        return findings;
    }

    /** The body of a loop: a list of steps, or a drawing of its own. */
    Graph read(Fields loop, String name) {
        if (depth == DEEPEST) {
            loop.add(
                    IssueCode.NESTED_TOO_DEEPLY,
                    name,
                    "loops stand inside each other at most %d deep".formatted(DEEPEST),
                    "Move the inner loops into a workflow of their own and call it.");
            return Graph.ofBody(List.of());
        }
        var inner = new BodyReader(findings, total, depth + 1);
        return Graph.ofBody(
                inner.steps(NodesAndEdges.body(loop.any(name)), loop, name, "a loop has a body of at least one step"));
    }

    /** @param given null when there is nothing of that name */
    List<Step> steps(@Nullable JsonNode given, Fields around, String name, String rule) {
        if (given == null || !given.isArray() || given.isEmpty()) {
            around.add(IssueCode.NO_STEPS, name, rule, "Add a step.");
            return List.of();
        }
        if (!total.add(given.size())) {
            around.add(
                    IssueCode.TOO_MANY_STEPS,
                    name,
                    "A graph has at most %d steps, those inside of loops included".formatted(MOST_STEPS),
                    "Split it into several workflows.");
            return List.of();
        }
        List<Step> steps = new ArrayList<>();
        Set<String> ids = new HashSet<>();
        String path = around.path().isEmpty() ? name : around.path() + "." + name;
        for (int i = 0; i < given.size(); i++) {
            read(given.get(i), path + "[" + i + "]", ids, steps);
        }
        return steps;
    }

    private void read(JsonNode given, String path, Set<String> ids, List<Step> steps) {
        if (!(given instanceof ObjectNode object)) {
            new Fields(JsonNodeFactory.instance.objectNode(), null, path, findings)
                    .add(IssueCode.FIELD_INVALID, "", "A step is an object", "Write {\"id\": …, \"type\": …}.");
            return;
        }
        new StepReader(object, path, this).read().ifPresent(step -> {
            if (!ids.add(step.id())) {
                new Fields(object, step.id(), path, findings)
                        .add(
                                IssueCode.STEP_ID_DUPLICATE,
                                "id",
                                "there is another step with this id",
                                "Rename one of them and what refers to it.");
            }
            steps.add(step);
        });
    }

    /** Of the whole document. */
    private static final class Total {

        private int steps;

        boolean add(int more) {
            steps += more;
            return steps <= MOST_STEPS;
        }
    }
}
