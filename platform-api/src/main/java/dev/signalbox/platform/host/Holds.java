package dev.signalbox.platform.host;

import dev.signalbox.platform.access.TenantTransaction;
import dev.signalbox.platform.journal.RunJournal;
import java.util.Collection;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Hands out holds on runs. */
@Component
class Holds {

    private final PickupRepository pickups;
    private final RunJournal journal;
    private final TenantTransaction transaction;

    Holds(PickupRepository pickups, RunJournal journal, TenantTransaction transaction) {
        this.pickups = pickups;
        this.journal = journal;
        this.transaction = transaction;
    }

    Hold on(Pickup pickup) {
        return new Hold(pickup, pickups, journal, transaction);
    }

    /** Tells the other nodes that this one still holds these runs. */
    Mono<Void> beat(String node, Collection<String> instances) {
        return pickups.beat(node, instances);
    }
}
