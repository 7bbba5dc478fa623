package dev.signalbox.platform.connectors;

import java.lang.management.ManagementFactory;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import jdk.management.VirtualThreadSchedulerMXBean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Virtual threads are not taken off a processor while they compute, and Java cannot stop a thread that will not stop. So a tool
 * that computes without end would keep all others from running, once there are as many of it as processors. When threads have
 * waited in vain for a while, there are more carriers, among which the operating system shares the processors; when it is calm
 * again, there are as many as before.
 *
 * <p>That there may be more does not begin one: the scheduler does so when a thread is put where none was waiting, or where the
 * line outgrows its place. When everything waits already, neither happens by itself (JDK 25, {@code ForkJoinPool.WorkQueue.push}).
 */
@Component
final class Carriers implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(Carriers.class);
    private static final int TICK_MILLIS = 100;
    private static final int PATIENCE = 3;
    private static final int CALM = 100;
    private static final int MOST = 128;
    private static final int LONGER_THAN_A_LINE = 300;

    private static final VirtualThreadSchedulerMXBean scheduler =
            ManagementFactory.getPlatformMXBean(VirtualThreadSchedulerMXBean.class);
    // Of the process, not of this object: what one of several finds may have been raised by another.
    private static final int USUAL = scheduler.getParallelism();

    // How many looks in a row found threads waiting: for a carrier that is busy, or though one could begin
    private int starving;
    private int overlooked;
    private int calm;
    private volatile @Nullable ScheduledExecutorService clock;

    @Override
    public void start() {
        var started = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().daemon().name("carriers").factory());
        clock = started;
        var _ = started.scheduleWithFixedDelay(this::look, TICK_MILLIS, TICK_MILLIS, TimeUnit.MILLISECONDS);
    }

    @Override
    public void stop() {
        var running = clock;
        if (running != null) {
            running.shutdownNow();
        }
        clock = null;
        scheduler.setParallelism(USUAL);
    }

    @Override
    public boolean isRunning() {
        return clock != null;
    }

    private void look() {
        var busy = scheduler.getMountedVirtualThreadCount();
        var waiting = scheduler.getQueuedVirtualThreadCount() > 0;
        overlooked = waiting && busy < scheduler.getParallelism() ? overlooked + 1 : 0;
        if (overlooked >= PATIENCE) {
            wake();
        }
        starving = waiting && busy >= scheduler.getParallelism() ? starving + 1 : 0;
        calm = busy < USUAL ? calm + 1 : 0;
        if (starving >= PATIENCE && scheduler.getParallelism() < MOST) {
            carry(Math.min(MOST, scheduler.getParallelism() * 2));
        } else if (calm >= CALM && scheduler.getParallelism() > USUAL) {
            carry(USUAL);
        }
    }

    private void carry(int parallelism) {
        log.info("Virtual threads are carried by {} threads now, after {}", parallelism, scheduler.getParallelism());
        scheduler.setParallelism(parallelism);
        starving = 0;
        calm = 0;
    }

    /** Threads that do nothing, until one of them makes the scheduler begin a carrier. */
    private static void wake() {
        var carriers = scheduler.getPoolSize();
        for (int i = 0; i < LONGER_THAN_A_LINE && scheduler.getPoolSize() == carriers; i++) {
            Thread.ofVirtual().name("carriers-wake").start(() -> {});
        }
    }
}
