package dev.signalbox.platform.plugins;

import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** Counts who uses a plugin, so that it is unloaded after the last of them and never under one. */
final class Leases {

    private final ReentrantLock lock = new ReentrantLock();
    private int held;
    private boolean ended;
    private @Nullable Runnable last;

    /** False when there are no new ones any more. */
    boolean take() {
        lock.lock();
        try {
            if (!ended) {
                held++;
            }
            return !ended;
        } finally {
            lock.unlock();
        }
    }

    /** Whoever has one may have another, also when there are no new ones any more. */
    void takeAnother() {
        lock.lock();
        try {
            held++;
        } finally {
            lock.unlock();
        }
    }

    void giveBack() {
        Runnable then = null;
        lock.lock();
        try {
            held--;
            if (ended && held == 0) {
                then = last;
                // Done once and forgotten: whoever remembers this must not keep what it was about.
                last = null;
            }
        } finally {
            lock.unlock();
        }
        if (then != null) {
            then.run();
        }
    }

    /** From now on nobody gets one. */
    void end() {
        lock.lock();
        try {
            ended = true;
        } finally {
            lock.unlock();
        }
    }

    /** Runs when none is held any more, which may be at once. Called after {@link #end}, once. */
    void afterLast(Runnable work) {
        boolean now;
        lock.lock();
        try {
            now = held == 0;
            last = now ? null : work;
        } finally {
            lock.unlock();
        }
        if (now) {
            work.run();
        }
    }

    boolean ended() {
        lock.lock();
        try {
            return ended;
        } finally {
            lock.unlock();
        }
    }

    int held() {
        lock.lock();
        try {
            return held;
        } finally {
            lock.unlock();
        }
    }
}
