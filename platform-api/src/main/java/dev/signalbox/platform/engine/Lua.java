package dev.signalbox.platform.engine;

import dev.signalbox.platform.engine.lua.Limits;
import dev.signalbox.platform.engine.lua.ScriptRun;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Guarantee: a script sees nothing but its globals, changes nothing outside itself, tells no address, clock or chance, and ends
 * within its budgets of instructions, memory and time (ADR 12). Thread-safe; {@link #run} waits, so call it on a virtual thread.
 */
public final class Lua {

    static final int LONGEST_SCRIPT = 64 << 10;
    private static final int MOST_AT_ONCE = 4;

    private final Limits standard;
    /** Each may use its whole memory budget, and all share one heap. */
    private final Semaphore turns = new Semaphore(MOST_AT_ONCE, true);

    public Lua() {
        this(Limits.STANDARD);
    }

    Lua(Limits standard) {
        this.standard = standard;
    }

    /**
     * @param globals {@code input, steps, run} and what a loop adds
     * @param timeout null for the standard one; 30 s at most
     * @return the table that the script returned, as JSON
     */
    public Outcome run(String script, ObjectNode globals, @Nullable Duration timeout) throws InterruptedException {
        return run(script, globals, timeout, value -> switch (value.getNodeType()) {
            case OBJECT, ARRAY -> Outcome.succeeded(value);
            case STRING, NUMBER, BOOLEAN, NULL, MISSING, BINARY, POJO -> refused("a table", value);
        });
    }

    /** The script of a loop: whether its condition holds; nothing counts as no. */
    public Outcome judge(String script, ObjectNode globals) throws InterruptedException {
        return run(script, globals, null, value -> switch (value.getNodeType()) {
            case BOOLEAN -> Outcome.succeeded(WhileTurns.verdict(value.booleanValue()));
            case NULL, MISSING -> Outcome.succeeded(WhileTurns.verdict(false));
            case OBJECT, ARRAY, STRING, NUMBER, BINARY, POJO -> refused("true or false", value);
        });
    }

    private Outcome run(
            String script, ObjectNode globals, @Nullable Duration timeout, Function<JsonNode, Outcome> outcome)
            throws InterruptedException {
        turns.acquire();
        try {
            Limits limits = timeout == null ? standard : standard.within(timeout);
            return switch (ScriptRun.run(script, globals, limits)) {
                case ScriptRun.Returned returned -> outcome.apply(returned.value());
                case ScriptRun.Broken broken ->
                    Outcome.failed(FailureCode.SCRIPT_FAILED, broken.message(), broken.byChance());
            };
        } finally {
            turns.release();
        }
    }

    private static Outcome refused(String wanted, JsonNode value) {
        String given =
                switch (value.getNodeType()) {
                    case OBJECT, ARRAY -> "table";
                    case STRING -> "string";
                    case NUMBER -> "number";
                    case BOOLEAN -> "boolean";
                    case NULL, MISSING, BINARY, POJO -> "nil";
                };
        return Outcome.failed(
                FailureCode.SCRIPT_FAILED, "A script must return %s, not %s.".formatted(wanted, given), false);
    }

    /** @return what is wrong with the form of a script */
    static Optional<String> check(String script) {
        return Optional.ofNullable(ScriptRun.check(script));
    }

    static boolean isTooLong(String script) {
        return script.getBytes(StandardCharsets.UTF_8).length > LONGEST_SCRIPT;
    }
}
