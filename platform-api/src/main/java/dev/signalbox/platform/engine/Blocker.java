package dev.signalbox.platform.engine;

import com.fasterxml.jackson.annotation.JsonValue;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** One thing a run waits for: an entry of {@code blocked_on}. */
public record Blocker(
        Kind kind,
        StepKey stepId,
        String name,
        Instant since,
        @Nullable Instant dueAt) {

    /** In the order in which they explain a run that does not move. */
    public enum Kind {
        RETRY,
        HUMAN_TASK,
        /** An agent that is led through the run. */
        GUIDED,
        SIGNAL,
        /** The end of a run that a step started. */
        WORKFLOW_CALL,
        TIMER;

        @JsonValue
        public String wire() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public static List<Blocker> of(Graph graph, Journal journal) {
        return journal.visits().values().stream()
                .filter(v -> v.status() == Visit.Status.RETRYING
                        || (v.status() == Visit.Status.WAITING && !(graph.step(v.key()) instanceof Step.AgentCall)))
                .filter(v -> !(graph.step(v.key()) instanceof Step.Loop))
                .sorted(Comparator.comparing(Visit::key))
                .map(v -> of(graph, v))
                .toList();
    }

    private static Blocker of(Graph graph, Visit visit) {
        Step step = graph.step(visit.key());
        Kind kind = visit.status() == Visit.Status.RETRYING ? Kind.RETRY : kind(step);
        return new Blocker(kind, visit.key().whole(), step.name(), visit.startedAt(), visit.dueAt());
    }

    private static Kind kind(Step step) {
        return switch (step) {
            case Step.HumanTask _ -> Kind.HUMAN_TASK;
            case Step.Guided _ -> Kind.GUIDED;
            case Step.Delay _ -> Kind.TIMER;
            case Step.WorkflowCall _ -> Kind.WORKFLOW_CALL;
            case Step.McpCall _,
                    Step.LlmCall _,
                    Step.AgentCall _,
                    Step.LuaScript _,
                    Step.ForEach _,
                    Step.While _,
                    Step.Switch _,
                    Step.Signal _ -> Kind.SIGNAL;
        };
    }
}
