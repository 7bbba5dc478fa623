package dev.signalbox.platform.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.platform.engine.ReferenceModel.Behaviour;
import dev.signalbox.platform.engine.RunInfo.Mode;
import dev.signalbox.platform.engine.Visit.Status;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Thousands of graphs by chance; a failure names the seed that brings it back. */
class InterpreterPropertyTest {

    private static final int GRAPHS = 4_000;
    private static final JsonMapper JSON = JsonMapper.builder().build();

    @Test
    void everyGraphEndsAsTheModelSaysHoweverOftenItsNodeDies() {
        LongStream.range(0, GRAPHS).forEach(seed -> new Trial(seed).check());
    }

    @Test
    void decidingTwiceDecidesTheSame() {
        LongStream.range(0, GRAPHS / 4).forEach(seed -> {
            var trial = new Trial(seed);
            while (!trial.ended()) {
                assertThat(trial.decide()).as("seed %d", seed).isEqualTo(trial.decide());
                trial.advance();
            }
        });
    }

    /** One graph, driven in an order by chance by a node that dies by chance. */
    private static final class Trial {

        private final long seed;
        private final SplittableRandom random;
        private final RandomGraph source;
        private final Graph graph;
        private final RunInfo run;
        private final Map<String, Behaviour> behaviours = new HashMap<>();
        private final Interpreter interpreter = Interpreter.ofVersion(Interpreter.VERSION);
        private final List<RunEvent> events = new ArrayList<>();
        private final Map<StepKey, Decision.Effect> onTheirWay = new LinkedHashMap<>();
        private Journal journal = Journal.empty();
        private Instant now = Instant.EPOCH;
        private Decision.End end;

        Trial(long seed) {
            this.seed = seed;
            this.random = new SplittableRandom(seed * 31 + 7);
            this.source = new RandomGraph(seed);
            this.graph = Graph.read(source.document());
            ObjectNode input = Json.object("{}")
                    .put("flag", random.nextBoolean())
                    .put("kind", List.of("a", "b", "c").get(random.nextInt(3)));
            for (var step : source.inOrder()) {
                int failures = random.nextInt(6) == 0 ? 1 + random.nextInt(3) : 0;
                behaviours.put(step.path("id").asString(), new Behaviour(failures, random.nextInt(3) > 0));
            }
            this.run = new RunInfo("r", null, "w", 1, input, some(3), some(10), 1, Mode.RUNNING);
        }

        private Set<String> some(int oneIn) {
            Set<String> some = new HashSet<>();
            source.inOrder().forEach(step -> {
                if (random.nextInt(oneIn) == 0) {
                    some.add(step.path("id").asString());
                }
            });
            return some;
        }

        boolean ended() {
            return end != null;
        }

        List<Decision> decide() {
            return interpreter.decide(graph, journal, run, now);
        }

        void check() {
            int turns = 0;
            while (!ended()) {
                assertThat(turns++).as("seed %d goes on for ever", seed).isLessThan(2_000);
                if (random.nextInt(5) == 0) {
                    die();
                }
                advance();
            }
            compare(new ReferenceModel(
                    source.inOrder(), behaviours, run.input(), run.triggerSteps(), run.excludedStepIds()));
            everyAttemptBeganOnce();
        }

        /** Carries out one of the decisions, or lets one effect end, or lets time pass. */
        void advance() {
            var open = new ArrayList<>(onTheirWay.values());
            if (!open.isEmpty() && random.nextBoolean()) {
                finish(open.get(random.nextInt(open.size())));
                return;
            }
            var decisions = decide();
            Decision chosen = decisions.get(random.nextInt(decisions.size()));
            switch (chosen) {
                case Decision.Record record -> write(record.progress());
                case Decision.Effect effect -> begin(effect);
                case Decision.Wait wait -> rest(wait);
                case Decision.End ending -> {
                    write(ending.progress());
                    end = ending;
                }
            }
        }

        private void begin(Decision.Effect effect) {
            if (onTheirWay.containsKey(effect.key())) {
                assertThat(effect.repeat()).as("seed %d %s", seed, effect).isTrue();
                return;
            }
            write(interpreter.begin(journal, effect, run, now));
            onTheirWay.put(effect.key(), effect);
        }

        private void finish(Decision.Effect effect) {
            onTheirWay.remove(effect.key());
            Behaviour behaviour = behaviours.get(effect.step().id());
            Outcome outcome = effect.attempt() <= behaviour.failures()
                    ? Outcome.failed(FailureCode.MCP_TOOL_FAILED, "by chance", true)
                    : Outcome.succeeded(Json.object("{}").put("flag", behaviour.flag()));
            write(interpreter.finish(graph, journal, effect.key(), outcome, now, random.nextLong()));
        }

        /** Time passes only for timers; tasks are answered by whoever holds them. */
        private void rest(Decision.Wait wait) {
            if (wait.wakeAt() != null) {
                now = wait.wakeAt();
            }
            answerTasksOfDeadNodes();
        }

        /** The task's row outlives the node: its answer comes without this process having opened it. */
        private void answerTasksOfDeadNodes() {
            journal.visits().values().stream()
                    .filter(visit -> visit.status() == Status.WAITING
                            && graph.step(visit.key()) instanceof Step.HumanTask
                            && !onTheirWay.containsKey(visit.key()))
                    .toList()
                    .forEach(visit -> finish(new Decision.OpenTask(
                            visit.key(),
                            (Step.HumanTask) graph.step(visit.key()),
                            visit.attempt(),
                            false,
                            Json.object("{}"),
                            null)));
        }

        /** Forgets everything but what was written down, as text. */
        private void die() {
            onTheirWay.clear();
            List<Visit> kept = journal.visits().values().stream()
                    .map(visit -> JSON.readValue(JSON.writeValueAsString(visit), Visit.class))
                    .toList();
            assertThat(Journal.of(kept, journal.edits())).as("seed %d", seed).isEqualTo(journal);
            journal = Journal.of(kept, journal.edits());
        }

        private void write(Progress progress) {
            journal = journal.with(progress.visits());
            events.addAll(progress.events());
        }

        private void compare(ReferenceModel model) {
            assertThat(journal.visits())
                    .as("seed %d: every step is accounted for", seed)
                    .hasSize(graph.steps().size());
            assertThat(journal.visits().values()).as("seed %d", seed).allMatch(visit -> visit.status()
                    .ended());
            if (end instanceof Decision.Fail fail && fail.step() == null) {
                assertThat(model.fates().values())
                        .as("seed %d stalled", seed)
                        .allMatch(fate -> fate.status() == Status.SKIPPED);
                return;
            }
            boolean whole = !model.anyFails() && !model.anyTerminal();
            assertThat(end instanceof Decision.Fail)
                    .as("seed %d", seed)
                    .isIn(whole ? List.of(false) : List.of(false, model.anyFails()));
            model.fates().forEach((id, fate) -> {
                Visit visit = journal.visits().get(StepKey.of(id));
                boolean cutShort = visit.status() == Status.CANCELLED || visit.status() == Status.SKIPPED;
                if (whole || !cutShort) {
                    assertThat(visit.status()).as("seed %d step %s", seed, id).isEqualTo(fate.status());
                    assertThat(visit.attempt()).as("seed %d step %s", seed, id).isEqualTo(fate.attempt());
                    assertThat(visit.reason()).as("seed %d step %s", seed, id).isEqualTo(fate.reason());
                }
            });
        }

        private void everyAttemptBeganOnce() {
            var begun = events.stream()
                    .filter(event -> event.type() == RunEvent.Type.STEP_STARTED)
                    .map(event -> event.stepId() + " " + event.data().path("attempt"))
                    .toList();
            assertThat(begun).as("seed %d", seed).doesNotHaveDuplicates();
        }
    }
}
