package dev.signalbox.platform.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.platform.engine.RunInfo.Mode;
import dev.signalbox.platform.engine.Visit.Status;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Models, agents, people, signals, other runs and corrections by chance, against a model of a few lines, on nodes that die between
 * any two commits; a failure names the seed that brings it back.
 */
class WorkPropertyTest {

    private static final int GRAPHS = 1_500;
    private static final JsonMapper JSON = JsonMapper.builder().build();

    @Test
    void allWorkEndsAsTheModelSaysHoweverOftenItsNodeDies() {
        LongStream.range(0, GRAPHS).forEach(seed -> new Trial(seed, 0).check());
    }

    @Test
    void whatIsCorrectedOnTheWayEndsAsIfItHadAlwaysBeenRight() {
        int corrected = LongStream.range(0, GRAPHS)
                .mapToObj(seed -> new Trial(seed, 3).check())
                .mapToInt(trial -> trial.repairs)
                .sum();

        assertThat(corrected).isGreaterThan(GRAPHS / 2);
    }

    /** One graph, driven in an order by chance by a node that dies by chance. */
    private static final class Trial {

        private final long seed;
        private final int mostRepairs;
        private final SplittableRandom random;
        private final World world;
        private final ObjectNode document;
        private final Graph graph;
        private final Interpreter interpreter = Interpreter.ofVersion(Interpreter.VERSION);
        private final List<String> begun = new ArrayList<>();
        private final Map<StepKey, Decision.Effect> underway = new LinkedHashMap<>();
        private final Map<String, ObjectNode> corrected = new HashMap<>();
        private RunInfo run = info(Json.object("{seed: 1}"), 1);
        private Journal journal = Journal.empty();
        private Instant now = Instant.EPOCH;
        private Decision.End end;
        private int repairs;

        Trial(long seed, int mostRepairs) {
            this.seed = seed;
            this.mostRepairs = mostRepairs;
            this.random = new SplittableRandom(seed + 7);
            this.world = new World(seed);
            this.document = new RandomWork(seed).document();
            this.graph = Graph.read(document);
        }

        private static RunInfo info(ObjectNode input, int generation) {
            return new RunInfo("r", null, "w", 1, input, Set.of(), Set.of(), generation, Mode.RUNNING);
        }

        Trial check() {
            for (int turns = 0; end == null; turns++) {
                assertThat(turns).as("seed %d goes on for ever", seed).isLessThan(20_000);
                if (random.nextInt(12) == 0) {
                    die();
                }
                if (repairs < mostRepairs && random.nextInt(15) == 0) {
                    repair();
                }
                advance();
            }
            compare(new WorkModel(world, run.input(), corrected).fates(document.path("steps")));
            assertThat(begun).as("seed %d", seed).doesNotHaveDuplicates();
            assertThat(journal.visits().values()).as("seed %d", seed).allMatch(visit -> visit.status()
                    .ended());
            return this;
        }

        private void compare(Map<String, WorkModel.Fate> fates) {
            assertThat(end instanceof Decision.Fail)
                    .as("seed %d fails: %s %s", seed, end, document)
                    .isEqualTo(WorkModel.anyFailed(fates));
            if (end instanceof Decision.Complete complete) {
                assertThat(bare(complete.output()))
                        .as("seed %d: %s", seed, document)
                        .isEqualTo(bare(WorkModel.output(document.path("steps"), fates)));
                fates.forEach((id, fate) -> assertThat(
                                journal.visit(StepKey.of(id)).orElseThrow().status() == Status.COMPLETED)
                        .as("seed %d step %s: %s", seed, id, document)
                        .isEqualTo(fate.end() == WorkModel.End.PASSED));
            }
        }

        private void advance() {
            var open = new ArrayList<>(underway.values());
            int what = random.nextInt(4);
            if (what == 0 && !open.isEmpty()) {
                finish(open.get(random.nextInt(open.size())));
            } else if (what != 1 || !answerFromOutside()) {
                decide();
            }
        }

        private void decide() {
            var decisions = interpreter.decide(graph, journal, run, now);
            switch (decisions.get(random.nextInt(decisions.size()))) {
                case Decision.Record record -> write(record.progress());
                case Decision.Effect effect
                when underway.containsKey(effect.key()) ->
                    assertThat(effect.repeat()).as("seed %d %s", seed, effect).isTrue();
                case Decision.Effect effect -> begin(effect);
                case Decision.Wait wait -> now = wait.wakeAt() == null ? now : wait.wakeAt();
                case Decision.End ending -> {
                    write(ending.progress());
                    end = ending;
                }
            }
        }

        private void begin(Decision.Effect effect) {
            write(interpreter.begin(journal, effect, run, now));
            if (!effect.repeat()) {
                begun.add("%s %d %d".formatted(effect.key(), visit(effect.key()).generation(), effect.attempt()));
            }
            if (!(effect instanceof Decision.OpenTask)) {
                underway.put(effect.key(), effect);
            }
        }

        private void finish(Decision.Effect effect) {
            underway.remove(effect.key());
            end(
                    effect.key(),
                    switch (effect) {
                        case Decision.AskAgent ask -> world.reply(ask.key(), ask.attempt(), ask.opening(), ask.turns());
                        case Decision.CallAgentTool call -> world.call(call.key());
                        default ->
                            world.answer(
                                    effect.key(),
                                    effect.attempt(),
                                    visit(effect.key()).input());
                    });
        }

        /** People, senders of signals and other runs do not know which node there is, if there is any. */
        private boolean answerFromOutside() {
            var waiting = journal.visits().values().stream()
                    .filter(visit ->
                            visit.status() == Status.WAITING && visit.key().isStep())
                    .filter(visit -> isAskedOutside(graph.step(visit.key())))
                    .sorted(java.util.Comparator.comparing(Visit::key))
                    .toList();
            if (waiting.isEmpty()) {
                return false;
            }
            Visit asked = waiting.get(random.nextInt(waiting.size()));
            end(
                    asked.key(),
                    switch (graph.step(asked.key())) {
                        case Step.Signal _, Step.Guided _ ->
                            Outcome.succeeded(world.value(asked.key().value(), asked.input()));
                        default -> world.answer(asked.key(), asked.attempt(), asked.input());
                    });
            return true;
        }

        private static boolean isAskedOutside(Step step) {
            return step instanceof Step.HumanTask
                    || step instanceof Step.Signal
                    || step instanceof Step.Guided
                    || step instanceof Step.WorkflowCall;
        }

        private void end(StepKey key, Outcome outcome) {
            write(interpreter.finish(graph, journal, key, outcome, now, random.nextLong()));
        }

        /** Of the input, or of what a step has come to. A run that is about to fail is past it. */
        private void repair() {
            var answered = journal.visits().values().stream()
                    .filter(visit -> visit.key().isStep() && visit.status() == Status.COMPLETED)
                    .filter(visit -> RandomWork.answers(
                            graph.step(visit.key()).common().type().wire()))
                    .map(Visit::key)
                    .sorted()
                    .toList();
            if (end != null || answered.isEmpty() || isAboutToFail()) {
                return;
            }
            int v = random.nextInt(100);
            if (random.nextInt(4) == 0) {
                carryOut(new Repair.Change.Input(Json.object("{}").put("seed", v)));
            } else {
                StepKey step = answered.get(random.nextInt(answered.size()));
                ObjectNode right = Json.object("{}").put("v", v).put("odd", v % 2 == 1);
                carryOut(new Repair.Change.Result(step, right));
                corrected.put(step.value(), right);
            }
            repairs++;
        }

        private boolean isAboutToFail() {
            return journal.visits().values().stream()
                    .anyMatch(visit -> visit.key().around() == null && visit.status() == Status.FAILED);
        }

        private void carryOut(Repair.Change change) {
            var repair = Repair.of(graph, journal, run, new Repair.Wish(change, "Wrong", Map.of()), now);
            if (!repair.changesNothing()) {
                journal = journal.without(repair.replaced()).withEdits(repair.edits());
                write(repair.progress());
                run = info(repair.input(), run.generation() + 1);
                repair.replaced().forEach(visit -> {
                    underway.remove(visit.key());
                    corrected.remove(visit.key().value());
                });
            }
        }

        /** Forgets everything but what was written down, as text. */
        private void die() {
            underway.clear();
            journal = Journal.of(
                    journal.visits().values().stream()
                            .map(visit -> JSON.readValue(JSON.writeValueAsString(visit), Visit.class))
                            .toList(),
                    journal.edits());
        }

        private void write(Progress progress) {
            journal = journal.with(progress.visits());
        }

        private Visit visit(StepKey key) {
            return journal.visit(key).orElseThrow();
        }

        /** Without what chance or time decides: the step that failed first, and when a delay ended. */
        private static JsonNode bare(JsonNode output) {
            JsonNode copy = JSON.readTree(output.toString());
            strip(copy);
            return copy;
        }

        private static void strip(JsonNode value) {
            if (value instanceof ObjectNode object) {
                if (object.path("error").isObject()) {
                    object.put("error", object.path("error").path("code").asString());
                }
                object.properties().stream()
                        .filter(field -> field.getValue().has("fired_at"))
                        .map(Map.Entry::getKey)
                        .toList()
                        .forEach(object::putNull);
            }
            value.values().forEach(Trial::strip);
        }
    }
}
