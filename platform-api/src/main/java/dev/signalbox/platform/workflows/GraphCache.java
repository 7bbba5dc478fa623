package dev.signalbox.platform.workflows;

import dev.signalbox.platform.access.TenantId;
import dev.signalbox.platform.engine.Graph;
import java.util.LinkedHashMap;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/** Published graphs that were used last, ready to be run. They never change, so none is ever out of date. Thread-safe. */
final class GraphCache {

    private static final int MOST = 500;

    private final SequencedMap<Key, Graph> graphs = new LinkedHashMap<>(16, 0.75f, true);

    synchronized @Nullable Graph find(TenantId tenant, Workflow.Id workflow, int version) {
        return graphs.get(new Key(tenant, workflow, version));
    }

    synchronized void keep(TenantId tenant, Workflow.Id workflow, int version, Graph graph) {
        graphs.put(new Key(tenant, workflow, version), graph);
        if (graphs.size() > MOST) {
            graphs.pollFirstEntry();
        }
    }

    private record Key(TenantId tenant, Workflow.Id workflow, int version) {}
}
