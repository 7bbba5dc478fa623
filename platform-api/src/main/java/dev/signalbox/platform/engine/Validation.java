package dev.signalbox.platform.engine;

import dev.signalbox.platform.engine.Issue.Severity;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiFunction;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * The dry run: everything that can be known to be wrong with a document before it runs.
 *
 * @param valid whether there is no error; warnings do not count
 * @param checksPerformed the names of the checks that were made
 */
public record Validation(boolean valid, List<String> checksPerformed, List<Issue> issues) {

    public static final int MOST_BYTES = 1 << 20;

    private static final List<String> CHECKS = List.of(
            "structure",
            "legacy_shapes",
            "ids",
            "dependencies",
            "cycles",
            "templates",
            "wiring",
            "loops",
            "input",
            "scripts",
            "conditions",
            "bindings",
            "tool_arguments",
            "secrets",
            "safety",
            "cost");

    static Validation of(List<String> checks, List<Issue> issues) {
        boolean valid = issues.stream().noneMatch(issue -> issue.severity() == Severity.ERROR);
        return new Validation(valid, List.copyOf(checks), List.copyOf(issues));
    }

    /** With what only the platform around the engine can find. */
    public Validation with(String check, List<Issue> more) {
        var checks = new ArrayList<>(checksPerformed);
        checks.add(check);
        var all = new ArrayList<>(issues);
        all.addAll(more);
        return of(checks, all);
    }

    /**
     * What the platform knows of the tool a step calls.
     *
     * @param actsOutside whether it does more than read
     */
    public record Binding(List<Issue> issues, boolean actsOutside) {}

    /** All steps of a document as far as it can be read, those inside of loops included: for what only the platform can know. */
    public static List<Step> steps(JsonNode document) {
        return new GraphReader().read(document).all().toList();
    }

    /** @param bindings answers for a call and the path of its step in the document */
    public static Validation of(JsonNode document, BiFunction<Step.McpCall, String, Binding> bindings) {
        var reader = new GraphReader();
        Graph graph = reader.read(document);
        Findings findings = reader.findings();
        size(document, findings);
        var draft = new Draft(graph, findings);
        new LiteralCheck(draft).ofGraph();
        examine(draft);
        bind(draft, bindings, findings);
        new CostCheck(draft).run();
        return of(CHECKS, findings.all());
    }

    private static void examine(Draft draft) {
        new WiringCheck(draft).run();
        TemplateCheck.run(draft);
        new LiteralCheck(draft).ofSteps();
        new StepCheck(draft).run();
        for (Step step : draft.graph().steps()) {
            if (step instanceof Step.Loop loop) {
                examine(draft.inside(loop));
            }
        }
    }

    private static void size(JsonNode document, Findings findings) {
        if (document.toString().getBytes(StandardCharsets.UTF_8).length > MOST_BYTES) {
            new Fields(JsonNodeFactory.instance.objectNode(), null, "", findings)
                    .add(
                            IssueCode.GRAPH_TOO_LARGE,
                            "",
                            "A graph has at most 1 MiB",
                            "Move data into files or into the input.");
        }
    }

    private static void bind(Draft draft, BiFunction<Step.McpCall, String, Binding> bindings, Findings findings) {
        Set<Step> actors = new HashSet<>();
        draft.graph().all().forEach(step -> {
            if (step instanceof Step.McpCall call) {
                Binding binding = bindings.apply(call, step.common().path());
                findings.addAll(binding.issues());
                if (binding.actsOutside()) {
                    actors.add(step);
                }
            }
        });
        new SafetyCheck(draft, actors).run();
    }
}
