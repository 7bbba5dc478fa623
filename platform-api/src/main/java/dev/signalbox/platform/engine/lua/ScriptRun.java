package dev.signalbox.platform.engine.lua;

import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.luaj.vm2.Globals;
import org.luaj.vm2.LuaError;
import org.luaj.vm2.LuaValue;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** One script on its way, with a thread to itself: a platform thread, since only its allocations can be counted. */
public final class ScriptRun {

    private static final long STACK_BYTES = 4 << 20;

    /** As many as are asked for at once; kept for a while, since a new one costs more than a short script. */
    private static final ExecutorService THREADS = Executors.newCachedThreadPool(
            Thread.ofPlatform().daemon().name("lua").stackSize(STACK_BYTES).factory());

    /** How a script ended. */
    public sealed interface End {}

    public record Returned(JsonNode value) implements End {}

    /** @param byChance whether it may get through another time */
    public record Broken(String message, boolean byChance) implements End {}

    private final Budget budget;
    private final String script;
    private final ObjectNode globals;
    private volatile @Nullable End end;

    private ScriptRun(String script, ObjectNode globals, Limits limits) {
        this.budget = new Budget(limits);
        this.script = script;
        this.globals = globals;
    }

    /** @throws InterruptedException when the caller is interrupted; the script is then stopped */
    public static End run(String script, ObjectNode globals, Limits limits) throws InterruptedException {
        return new ScriptRun(script, globals, limits).onItsThread();
    }

    /** @return what is wrong with its form, or null */
    public static @Nullable String check(String script) {
        try {
            Sandbox.compile(script, new Globals(), new Watch(new Budget(Limits.STANDARD)));
            return null;
        } catch (LuaError error) {
            return described(error);
        } catch (StackOverflowError _) {
            return "The script is nested too deeply.";
        }
    }

    private End onItsThread() throws InterruptedException {
        Future<?> ended = THREADS.submit(this::guarded);
        try {
            ended.get();
        } catch (InterruptedException interrupted) {
            budget.cancel();
            throw interrupted;
        } catch (ExecutionException lost) {
            return new Broken("The script was lost.", true);
        }
        return Objects.requireNonNull(end);
    }

    private void guarded() {
        try {
            budget.run(() -> end = execute());
        } catch (Exhausted exhausted) {
            end = new Broken(String.valueOf(exhausted.getMessage()), exhausted.byChance());
        } catch (LuaError error) {
            end = new Broken(described(error), false);
        } catch (StackOverflowError _) {
            end = new Broken("The script calls itself too deeply.", false);
        } catch (OutOfMemoryError _) {
            end = new Broken("The script used more memory than there is.", true);
        } catch (RuntimeException _) {
            end = new Broken("The script used a value in a way it cannot be used.", false);
        }
    }

    private End execute() {
        var json = new LuaJson();
        var env = Sandbox.environment(globals, json);
        LuaValue chunk = Sandbox.compile(script, env, new Watch(budget));
        budget.forgive();
        return new Returned(json.out(chunk.call()));
    }

    private static String described(LuaError error) {
        LuaValue thrown = BaseFunctions.thrown(error);
        return thrown.isstring() ? Texts.of(thrown.strvalue()) : "The script threw a %s.".formatted(thrown.typename());
    }
}
