package dev.signalbox.platform.host;

import dev.signalbox.platform.access.TenantId;
import dev.signalbox.platform.journal.LiveRun;
import dev.signalbox.platform.journal.RunId;
import dev.signalbox.platform.journal.ScheduleRepository;
import java.util.UUID;

/** What db-scheduler handed to this node: a run, and the version of its row, which nobody else gets. */
record Pickup(TenantId tenant, RunId run, String instance, String node, long version) {

    static Pickup of(String instance, String node, long version) {
        String[] parts = instance.split(":", -1);
        return new Pickup(
                new TenantId(UUID.fromString(parts[0])), new RunId(UUID.fromString(parts[1])), instance, node, version);
    }

    /** Of a run whose place in the schedule was made for this node, together with the run. */
    static Pickup handed(LiveRun run, String node) {
        RunId id = run.facts().runId();
        return new Pickup(run.tenant(), id, ScheduleRepository.instance(run.tenant(), id), node, 1);
    }

    /** What a hint names. */
    String hint() {
        return tenant + ":" + run;
    }
}
