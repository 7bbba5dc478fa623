package dev.signalbox.platform.journal;

import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Where the drivers of this node say that they could take one more run, so that a run accepted here need not be looked for in the
 * schedule first. Thread-safe.
 */
@Component
public class HandOff {

    private volatile @Nullable Offer offer;

    public void offer(Offer toDrive) {
        offer = toDrive;
    }

    public void withdraw() {
        offer = null;
    }

    Optional<Offer> find() {
        return Optional.ofNullable(offer).filter(open -> open.hands() > 0);
    }

    /**
     * @param node under which name the schedule knows the drivers
     * @param drive takes a run whose place in the schedule is marked with that name; returns at once
     */
    public record Offer(String node, IntSupplier room, Consumer<LiveRun> drive) {

        /** How many more runs they could take now. */
        int hands() {
            return room.getAsInt();
        }
    }
}
