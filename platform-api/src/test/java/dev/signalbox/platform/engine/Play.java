package dev.signalbox.platform.engine;

import static dev.signalbox.platform.engine.Json.json;
import static dev.signalbox.platform.engine.Json.object;

import dev.signalbox.platform.engine.RunInfo.Mode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;

/** Plays a host in memory: effects are answered by the test, time passes when nothing else can. */
final class Play {

    final List<RunEvent> events = new ArrayList<>();
    final List<Decision.Effect> effects = new ArrayList<>();
    final Map<String, Function<Decision.Effect, Outcome>> answers = new HashMap<>();
    private final Interpreter interpreter = Interpreter.ofVersion(Interpreter.VERSION);
    private final Graph graph;
    Journal journal = Journal.empty();
    RunInfo run;
    Instant now = Instant.parse("2026-01-01T00:00:00Z");

    Play(String graph) {
        this.graph = Graph.read(json(graph));
        this.run = new RunInfo(
                "run-1",
                "external-1",
                "workflow-1",
                3,
                this.graph.input(object("{}"), object("{}")),
                Set.of(),
                Set.of(),
                0,
                Mode.RUNNING);
    }

    Play input(String input) {
        run = new RunInfo(
                run.runId(),
                run.externalId(),
                run.workflowId(),
                run.version(),
                graph.input(object("{}"), object(input)),
                run.triggerSteps(),
                run.excludedStepIds(),
                0,
                run.mode());
        return this;
    }

    Play started(Set<String> triggerSteps, Set<String> excluded) {
        run = new RunInfo(
                run.runId(),
                run.externalId(),
                run.workflowId(),
                run.version(),
                run.input(),
                triggerSteps,
                excluded,
                0,
                run.mode());
        return this;
    }

    Play mode(Mode mode) {
        run = new RunInfo(
                run.runId(),
                run.externalId(),
                run.workflowId(),
                run.version(),
                run.input(),
                run.triggerSteps(),
                run.excludedStepIds(),
                0,
                mode);
        return this;
    }

    Play answer(String stepId, String result) {
        answers.put(stepId, _ -> Outcome.succeeded(json(result)));
        return this;
    }

    Play answer(String stepId, Function<Decision.Effect, Outcome> answer) {
        answers.put(stepId, answer);
        return this;
    }

    List<Decision> decide() {
        return interpreter.decide(graph, journal, run, now);
    }

    void begin(Decision.Effect effect) {
        effects.add(effect);
        write(interpreter.begin(journal, effect, run, now));
    }

    void finish(String key, Outcome outcome) {
        write(interpreter.finish(graph, journal, StepKey.of(key), outcome, now, 7));
    }

    Decision.Stop stop() {
        return interpreter.stop(graph, journal, run, now);
    }

    /** Until the run ends, or until only the test can move it. */
    Decision play() {
        while (true) {
            for (Decision decision : decide()) {
                switch (decision) {
                    case Decision.Record record -> write(record.progress());
                    case Decision.OpenTask task
                    when !answers.containsKey(task.step().id()) -> begin(task);
                    case Decision.Effect effect -> {
                        begin(effect);
                        finish(
                                effect.key().value(),
                                answers.getOrDefault(effect.step().id(), Play::echo)
                                        .apply(effect));
                    }
                    case Decision.Wait wait
                    when wait.wakeAt() == null -> {
                        return wait;
                    }
                    case Decision.Wait wait -> now = Objects.requireNonNull(wait.wakeAt());
                    case Decision.End end -> {
                        write(end.progress());
                        return end;
                    }
                }
            }
        }
    }

    Visit visit(String key) {
        return journal.visit(StepKey.of(key)).orElseThrow();
    }

    List<String> told() {
        return events.stream()
                .map(event -> event.type().wire() + (event.stepId() == null ? "" : " " + event.stepId()))
                .toList();
    }

    void write(Progress progress) {
        journal = journal.with(progress.visits());
        events.addAll(progress.events());
    }

    void repaired(Repair repair) {
        journal = journal.without(repair.replaced()).withEdits(repair.edits());
        write(repair.progress());
        run = new RunInfo(
                run.runId(),
                run.externalId(),
                run.workflowId(),
                run.version(),
                repair.input(),
                run.triggerSteps(),
                run.excludedStepIds(),
                run.generation() + 1,
                run.mode());
    }

    void later(Duration duration) {
        now = now.plus(duration);
    }

    Graph graph() {
        return graph;
    }

    private static Outcome echo(Decision.Effect effect) {
        return switch (effect) {
            case Decision.CallTool call -> Outcome.succeeded(call.arguments());
            case Decision.RunScript _ -> Outcome.succeeded(object("{}"));
            case Decision.JudgeTurn _ -> Outcome.succeeded(WhileTurns.verdict(false));
            case Decision.AskModel ask ->
                Outcome.succeeded(
                        object("{}").put("text", ask.question().path("prompt").asString("")));
            case Decision.AskAgent _ -> Outcome.succeeded(object("{text: 'Done.', calls: []}"));
            case Decision.CallAgentTool call ->
                Outcome.succeeded(object("{}").put("text", call.arguments().toString()));
            case Decision.OpenTask task ->
                Outcome.succeeded(task.payload().deepCopy().put("approved", true));
        };
    }
}
