package dev.signalbox.platform.host;

import dev.signalbox.platform.journal.HandOff;
import dev.signalbox.platform.journal.LiveRun;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Runs that were accepted on this node and are driven here at once, without being picked up: their place in the schedule was
 * written as picked by this node. So it is this class that keeps up their heartbeat, in the same column and with the same patience
 * as db-scheduler does for the others; when the node dies, any other one finds them by it. Thread-safe.
 */
final class HandedRuns {

    private static final Logger log = LoggerFactory.getLogger(HandedRuns.class);
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final String node;
    private final Drivers drivers;
    private final Holds holds;
    private final InstantSource clock;
    private final Set<String> held = ConcurrentHashMap.newKeySet();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Disposable heartbeat;

    HandedRuns(String node, Drivers drivers, Holds holds, InstantSource clock, Duration heartbeat) {
        this.node = node;
        this.drivers = drivers;
        this.holds = holds;
        this.clock = clock;
        this.heartbeat = Flux.interval(heartbeat)
                .onBackpressureDrop()
                .concatMap(_ -> beat(), 1)
                .subscribe();
    }

    HandOff.Offer offer() {
        return new HandOff.Offer(node, drivers::room, this::take);
    }

    private void take(LiveRun run) {
        try {
            threads.execute(() -> drive(run));
        } catch (RejectedExecutionException _) {
            log.warn(
                    "Run {} waits until this node is known to be gone",
                    run.facts().runId());
        }
    }

    private void drive(LiveRun run) {
        var pickup = Pickup.handed(run, node);
        var hold = holds.on(pickup);
        held.add(pickup.instance());
        try {
            drivers.drive(pickup, hold, run, clock);
        } catch (RuntimeException e) {
            log.warn("Run {} goes back into the schedule", pickup.run(), e);
            hold.putBack(clock.instant().plus(PAUSE));
        } finally {
            held.remove(pickup.instance());
        }
    }

    private Mono<Void> beat() {
        return held.isEmpty()
                ? Mono.empty()
                : holds.beat(node, held).onErrorResume(e -> {
                    log.warn("No heartbeat for {} runs", held.size(), e);
                    return Mono.empty();
                });
    }

    /** Waits for the drivers, who have been told, to let go of their runs. */
    void close(Duration patience) {
        threads.shutdown();
        try {
            if (!threads.awaitTermination(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                log.warn("{} runs are left to the other nodes", held.size());
                threads.shutdownNow();
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } finally {
            heartbeat.dispose();
        }
    }
}
