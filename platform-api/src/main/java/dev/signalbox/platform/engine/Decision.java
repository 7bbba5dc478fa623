package dev.signalbox.platform.engine;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What a run does next. A host carries it out and writes what follows from it. */
public sealed interface Decision {

    /** Already decided in full (a skip, a case, a timer set or fired, a template that failed): only to be written. */
    record Record(StepKey key, Progress progress) implements Decision {}

    /**
     * Something outside the interpreter has to happen: write {@link Interpreter#begin} first, then do it, then write
     * {@link Interpreter#finish}.
     */
    sealed interface Effect extends Decision {
        StepKey key();

        Step step();

        int attempt();

        /**
         * Whether this very attempt was begun before: it is on its way in this process (then ignore the decision), or its node
         * died (then {@code begin} adds nothing, and the host decides whether the call may be repeated).
         */
        boolean repeat();
    }

    /** @param timeout null when the step names none: the host's own limit holds */
    record CallTool(
            StepKey key,
            Step.McpCall step,
            int attempt,
            boolean repeat,
            ObjectNode arguments,
            @Nullable Duration timeout)
            implements Effect {}

    /** Run by {@link Lua}; its result is recorded like any other, so that no replay runs it again. */
    record RunScript(
            StepKey key,
            Step.LuaScript step,
            int attempt,
            boolean repeat,
            ObjectNode globals,
            @Nullable Duration timeout)
            implements Effect {}

    /** Asks the script of a loop about a turn: before it, or after it. Told as the turn's visit, not as a step. */
    record JudgeTurn(StepKey key, Step.While step, boolean repeat, String script, ObjectNode globals)
            implements Effect {

        @Override
        public int attempt() {
            return 1;
        }
    }

    /** @param question {@code {prompt}}, filled in once: every attempt asks the same */
    record AskModel(
            StepKey key,
            Step.LlmCall step,
            int attempt,
            boolean repeat,
            ObjectNode question,
            @Nullable Duration timeout)
            implements Effect {}

    /**
     * The next question of an agent to its model.
     *
     * @param opening {@code {instructions, prompt}}, filled in once
     * @param turns what was said before
     */
    record AskAgent(
            StepKey key,
            Step.AgentCall step,
            int attempt,
            boolean repeat,
            ObjectNode opening,
            List<AgentTurn> turns,
            @Nullable Duration timeout)
            implements Effect {}

    /** A call that an agent's model asked for: ends in {@code {text}} for the model, or in a failure, which it is told too. */
    record CallAgentTool(
            StepKey key,
            Step.AgentCall step,
            int attempt,
            boolean repeat,
            AgentTool tool,
            ObjectNode arguments,
            @Nullable Duration timeout)
            implements Effect {}

    /** The task's row and {@code begin} belong into one transaction; the answer arrives through {@code finish}. */
    record OpenTask(
            StepKey key,
            Step.HumanTask step,
            int attempt,
            boolean repeat,
            ObjectNode payload,
            @Nullable Instant deadline)
            implements Effect {}

    /**
     * Nothing to do now.
     *
     * @param wakeAt when to decide again although nothing happened
     */
    record Wait(List<Blocker> blockedOn, @Nullable Instant wakeAt) implements Decision {}

    /** The run ends; whatever is open is cancelled by {@link #progress}. */
    sealed interface End extends Decision {
        Progress progress();
    }

    /** @param output the result of the terminal step, else of the last steps by id */
    record Complete(JsonNode output, Progress progress) implements End {}

    record Fail(Failure failure, @Nullable StepKey step, Progress progress) implements End {}

    record Stop(Progress progress) implements End {}
}
