package dev.signalbox.platform.connectors;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import jdk.management.VirtualThreadSchedulerMXBean;
import org.junit.jupiter.api.Test;

class CarriersTest {

    private static final int LINES = 128;
    private static final VirtualThreadSchedulerMXBean SCHEDULER =
            ManagementFactory.getPlatformMXBean(VirtualThreadSchedulerMXBean.class);

    @Test
    void allThatWaitsBehindEndlessComputingGetsItsTurn() throws InterruptedException {
        var over = new AtomicBoolean();
        var turns = new CountDownLatch(LINES);
        var carriers = new Carriers();
        try {
            var spinning = 2 * SCHEDULER.getParallelism();
            for (int i = 0; i < spinning; i++) {
                Thread.ofVirtual().start(() -> spin(over));
            }
            awaitNoCarrierIsFree();
            // Each from a thread of its own: so they wait in every line there is.
            for (int i = 0; i < LINES; i++) {
                Thread.ofPlatform()
                        .start(() -> Thread.ofVirtual().start(turns::countDown))
                        .join();
            }
            carriers.start();

            assertThat(turns.await(20, TimeUnit.SECONDS)).isTrue();
        } finally {
            over.set(true);
            carriers.stop();
        }
    }

    private static void awaitNoCarrierIsFree() {
        var end = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        while (SCHEDULER.getMountedVirtualThreadCount() < SCHEDULER.getParallelism()) {
            assertThat(System.nanoTime()).isLessThan(end);
            Thread.onSpinWait();
        }
    }

    private static void spin(AtomicBoolean over) {
        while (!over.get()) {
            Thread.onSpinWait();
        }
    }
}
