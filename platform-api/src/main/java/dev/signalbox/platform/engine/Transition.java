package dev.signalbox.platform.engine;

import dev.signalbox.platform.engine.RunEvent.Type;
import dev.signalbox.platform.engine.Visit.Status;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** From an effect and its outcome to what is written down. */
final class Transition {

    private static final Duration FIRST_BACK_OFF = Duration.ofSeconds(1);
    private static final Duration LONGEST_BACK_OFF = Duration.ofMinutes(5);

    private Transition() {}

    static Progress begin(Journal journal, Decision.Effect effect, RunInfo run, Instant now) {
        if (effect.repeat()) {
            return Progress.NONE;
        }
        var started = Events.started(effect.step(), effect.key(), effect.attempt());
        var earlier = journal.visit(effect.key());
        return switch (effect) {
            case Decision.CallTool call -> Progress.of(running(call, earlier, call.arguments(), run, now), started);
            case Decision.RunScript script ->
                Progress.of(running(script, earlier, JsonNodeFactory.instance.objectNode(), run, now), started);
            case Decision.JudgeTurn judge ->
                Progress.of(running(judge, Optional.empty(), JsonNodeFactory.instance.objectNode(), run, now));
            case Decision.AskModel ask -> Progress.of(running(ask, earlier, ask.question(), run, now), started);
            case Decision.AskAgent ask ->
                Progress.of(running(ask, earlier, JsonNodeFactory.instance.nullNode(), run, now));
            case Decision.CallAgentTool call -> Progress.of(running(call, earlier, call.arguments(), run, now));
            case Decision.OpenTask task -> open(task, earlier.orElse(null), run, started, now);
        };
    }

    static Progress finish(Graph graph, Journal journal, StepKey key, Outcome outcome, Instant now, long seed) {
        var open = journal.visit(key).filter(visit -> accepts(visit.status()));
        if (open.isEmpty()) {
            return Progress.NONE;
        }
        if (key.isTurn()) {
            return judged(open.get(), outcome, now);
        }
        Step step = graph.step(key);
        if (key.isPart() && step instanceof Step.AgentCall agent) {
            var visit = journal.visit(key.whole()).orElseThrow();
            return new AgentEnd(agent, visit, journal, now).of(open.get(), outcome, seed);
        }
        return switch (outcome) {
            case Outcome.Succeeded succeeded -> succeed(step, open.get(), succeeded.result(), now);
            case Outcome.Failed failed -> fail(step, open.get(), failed.failure(), now, seed);
            case Outcome.Later later -> postpone(open.get(), later);
        };
    }

    /** Told with the loop: a turn is no step. */
    private static Progress judged(Visit turn, Outcome outcome, Instant now) {
        return switch (outcome) {
            case Outcome.Succeeded succeeded -> Progress.of(turn.judged(succeeded.result()));
            case Outcome.Failed failed -> Progress.of(turn.failed(failed.failure(), now));
            case Outcome.Later later -> throw new IllegalStateException("A script is never asked later: " + later);
        };
    }

    private static boolean accepts(Status status) {
        return switch (status) {
            case RUNNING, WAITING -> true;
            case RETRYING, COMPLETED, SKIPPED, FAILED, CANCELLED -> false;
        };
    }

    private static Visit running(
            Decision.Effect effect, Optional<Visit> earlier, JsonNode input, RunInfo run, Instant now) {
        return earlier.map(visit -> visit.again(Status.RUNNING))
                .orElseGet(() -> Visit.begun(effect.key(), run.generation(), Status.RUNNING, input, now));
    }

    private static Progress open(
            Decision.OpenTask task, @Nullable Visit earlier, RunInfo run, RunEvent started, Instant now) {
        var begun = earlier == null
                ? Visit.begun(task.key(), run.generation(), Status.WAITING, task.payload(), now)
                : earlier.again(Status.WAITING);
        var visit = begun.due(task.deadline());
        var created = RunEvent.of(Type.HUMAN_TASK_CREATED, task.key())
                .with("name", task.step().name())
                .with("task_type", task.step().taskType());
        return Progress.of(visit, started, task.deadline() == null ? created : created.with("due_at", task.deadline()));
    }

    private static Progress succeed(Step step, Visit visit, JsonNode result, Instant now) {
        var completed = visit.completed(result, now);
        List<RunEvent> events = new ArrayList<>();
        switch (step) {
            case Step.HumanTask _ -> events.add(answered(visit.key(), result));
            case Step.Signal signal -> events.add(Listening.received(visit.key(), signal));
            case Step _ -> {}
        }
        events.add(Events.completed(completed));
        return new Progress(List.of(completed), events);
    }

    private static RunEvent answered(StepKey key, JsonNode result) {
        var event = RunEvent.of(Type.HUMAN_TASK_COMPLETED, key);
        for (String fact : List.of("approved", "option")) {
            JsonNode value = result.get(fact);
            event = value == null || value.isNull() ? event : event.with(fact, value);
        }
        return event;
    }

    private static Progress fail(Step step, Visit visit, Failure failure, Instant now, long seed) {
        if (!failure.retryable() || visit.attempt() > step.common().retryCount()) {
            return Progress.of(visit.failed(failure, now), Events.failed(visit.key(), visit.attempt(), failure));
        }
        Instant at = now.plus(backOff(visit.attempt(), seed));
        return Progress.of(visit.retrying(failure, at), Events.retrying(visit.key(), visit.attempt(), failure, at));
    }

    private static Progress postpone(Visit visit, Outcome.Later later) {
        return Progress.of(
                visit.postponed(later.reason(), later.at()),
                Events.retrying(visit.key(), visit.attempt(), later.reason(), later.at()));
    }

    /** Doubles with every attempt; between half and the whole of it by chance, so that failures together do not retry together. */
    static Duration backOff(int attempt, long seed) {
        long whole = FIRST_BACK_OFF.toMillis() << Math.min(attempt - 1, 20);
        long capped = Math.min(whole, LONGEST_BACK_OFF.toMillis());
        double part = 0.5 + new SplittableRandom(seed).nextDouble() / 2;
        return Duration.ofMillis(Math.round(capped * part));
    }
}
