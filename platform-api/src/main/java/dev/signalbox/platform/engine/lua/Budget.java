package dev.signalbox.platform.engine.lua;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import org.luaj.vm2.LuaError;

/**
 * What one script may still use. Belongs to the script's own platform thread: only there the bytes it allocates can be counted.
 * The libraries reach it as the current one, because the functions of strings are shared by all scripts.
 */
final class Budget {

    static final int LONGEST_TEXT = 4 << 20;
    static final int MOST_VALUES = 8_000;
    private static final int LOOK_EVERY = 32;
    private static final ScopedValue<Budget> CURRENT = ScopedValue.newInstance();
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private final Limits limits;
    private long steps;
    private long ticks;
    private long bytesBefore;
    private long start;
    private volatile boolean cancelled;

    Budget(Limits limits) {
        this.limits = limits;
    }

    static Budget current() {
        return CURRENT.get();
    }

    void run(Runnable script) {
        start = System.nanoTime();
        bytesBefore = THREADS.getCurrentThreadAllocatedBytes();
        ScopedValue.where(CURRENT, this).run(script);
    }

    /** What the host put in does not count against the script. */
    void forgive() {
        bytesBefore = THREADS.getCurrentThreadAllocatedBytes();
    }

    void cancel() {
        cancelled = true;
    }

    void tick() {
        tick(1);
    }

    void tick(long work) {
        steps += work;
        if (steps > limits.steps()) {
            throw new Exhausted("The script took more than %d steps.".formatted(limits.steps()), false);
        }
        if (++ticks % LOOK_EVERY == 0) {
            look();
        }
    }

    /** Before a text of this length is made: afterwards it would be too late. */
    void text(long length) {
        if (length > LONGEST_TEXT) {
            throw new LuaError("text too long");
        }
        tick(1 + length / 64);
        if (length > 1 << 14) {
            look();
        }
    }

    void values(long count) {
        if (count > MOST_VALUES) {
            throw new LuaError("too many values");
        }
        tick(1 + count);
    }

    private void look() {
        if (cancelled) {
            throw new Exhausted("The script was cancelled.", true);
        }
        if (System.nanoTime() - start > limits.time().toNanos()) {
            throw new Exhausted(
                    "The script ran longer than %d ms.".formatted(limits.time().toMillis()), true);
        }
        if (THREADS.getCurrentThreadAllocatedBytes() - bytesBefore > limits.bytes()) {
            throw new Exhausted("The script used more than %d MiB.".formatted(limits.bytes() >> 20), false);
        }
    }
}
