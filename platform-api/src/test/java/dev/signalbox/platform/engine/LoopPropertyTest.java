package dev.signalbox.platform.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.platform.engine.RunInfo.Mode;
import java.time.Instant;
import java.util.ArrayList;
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

/** Loops by chance against a model of a few lines; a failure names the seed that brings it back. */
class LoopPropertyTest {

    private static final int GRAPHS = 2_000;
    private static final JsonMapper JSON = JsonMapper.builder().build();

    @Test
    void everyLoopEndsAsTheModelSaysHoweverOftenItsNodeDies() {
        LongStream.range(0, GRAPHS).forEach(seed -> new Trial(seed).check());
    }

    /** Driven in an order by chance, by a node that dies by chance. */
    private static final class Trial {

        private final long seed;
        private final SplittableRandom random;
        private final ObjectNode document;
        private final Graph graph;
        private final LoopModel model;
        private final RunInfo run =
                new RunInfo("r", null, "w", 1, Json.object("{}"), Set.of(), Set.of(), 1, Mode.RUNNING);
        private final Interpreter interpreter = Interpreter.ofVersion(Interpreter.VERSION);
        private final List<String> begun = new ArrayList<>();
        private final Map<StepKey, Decision.Effect> underway = new LinkedHashMap<>();
        private Journal journal = Journal.empty();
        private Decision.End end;

        Trial(long seed) {
            this.seed = seed;
            this.random = new SplittableRandom(seed + 1);
            this.document = new RandomLoops(seed).document();
            this.graph = Graph.read(document);
            this.model = new LoopModel(seed);
        }

        void check() {
            for (int turns = 0; end == null; turns++) {
                assertThat(turns).as("seed %d goes on for ever", seed).isLessThan(20_000);
                if (random.nextInt(20) == 0) {
                    die();
                }
                advance();
            }
            var expected = model.output(document.path("steps"), "");
            if (expected.isEmpty()) {
                assertThat(end).as("seed %d", seed).isInstanceOf(Decision.Fail.class);
            } else {
                assertThat(end).as("seed %d", seed).isInstanceOf(Decision.Complete.class);
                assertThat(bare(((Decision.Complete) end).output()))
                        .as("seed %d", seed)
                        .isEqualTo(expected.get());
            }
            assertThat(begun).as("seed %d", seed).doesNotHaveDuplicates();
            assertThat(journal.visits().values()).as("seed %d", seed).allMatch(visit -> visit.status()
                    .ended());
        }

        private void advance() {
            var open = new ArrayList<>(underway.values());
            if (!open.isEmpty() && random.nextBoolean()) {
                finish(open.get(random.nextInt(open.size())));
                return;
            }
            var decisions = interpreter.decide(graph, journal, run, Instant.EPOCH);
            switch (decisions.get(random.nextInt(decisions.size()))) {
                case Decision.Record record -> write(record.progress());
                case Decision.Effect effect when underway.containsKey(effect.key()) -> {}
                case Decision.Effect effect -> begin(effect);
                case Decision.Wait wait -> throw new AssertionError("seed %d waits: %s".formatted(seed, wait));
                case Decision.End ending -> {
                    write(ending.progress());
                    end = ending;
                }
            }
        }

        private void begin(Decision.Effect effect) {
            write(interpreter.begin(journal, effect, run, Instant.EPOCH));
            underway.put(effect.key(), effect);
            if (!effect.repeat()) {
                begun.add(effect.key().value());
            }
        }

        private void finish(Decision.Effect effect) {
            underway.remove(effect.key());
            var outcome = model.answer(effect.key().value())
                    .map(Outcome::succeeded)
                    .orElseGet(() -> Outcome.failed(FailureCode.MCP_TOOL_FAILED, "by chance", false));
            write(interpreter.finish(graph, journal, effect.key(), outcome, Instant.EPOCH, 1));
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

        /** Which of two steps failed first is chance; that one did is not. */
        private static JsonNode bare(JsonNode output) {
            JsonNode copy = output.deepCopy();
            strip(copy);
            return copy;
        }

        private static void strip(JsonNode value) {
            if (value instanceof ObjectNode object && object.path("error").isObject()) {
                object.put("error", object.path("error").path("code").asString());
            }
            value.values().forEach(Trial::strip);
        }
    }
}
