package dev.signalbox.platform.host;

import dev.signalbox.platform.journal.LiveRun;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;

/** The runs that this node drives right now, whichever way it came by them. Thread-safe. */
@Component
class Drivers {

    private final Effects effects;
    private final HostSettings settings;
    private final Map<String, Driver> underway = new ConcurrentHashMap<>();

    private volatile boolean leaving;

    Drivers(Effects effects, HostSettings settings) {
        this.effects = effects;
        this.settings = settings;
    }

    /** For how many more. */
    int room() {
        return leaving ? 0 : Math.max(0, settings.concurrency() - underway.size());
    }

    /** Returns when the run has ended, is parked, or belongs to another node. */
    void drive(Pickup pickup, Hold hold, LiveRun run, InstantSource clock) {
        var driver = new Driver(hold, run, effects, clock, () -> leaving, settings.yieldAfter());
        underway.put(pickup.hint(), driver);
        try {
            driver.drive();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } finally {
            underway.remove(pickup.hint(), driver);
        }
    }

    /** @param hint of one run, which may be driven elsewhere */
    void ring(String hint) {
        var driver = underway.get(hint);
        if (driver != null) {
            driver.ring();
        }
    }

    void ringAll() {
        underway.values().forEach(Driver::ring);
    }

    void enter() {
        leaving = false;
    }

    /** From now on they begin nothing new, and let their runs go. */
    void leave() {
        leaving = true;
        ringAll();
    }
}
