package dev.signalbox.platform.workflows;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.platform.access.TenantId;
import dev.signalbox.platform.engine.Graph;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class GraphCacheTest {

    private static final Graph GRAPH = Graph.read(JsonMapper.shared().readTree("""
            {"steps": [{"id": "a", "name": "A", "type": "delay", "delay_s": 1}]}"""));

    private final GraphCache cache = new GraphCache();
    private final TenantId tenant = new TenantId(UUID.randomUUID());
    private final Workflow.Id workflow = new Workflow.Id(UUID.randomUUID());

    @Test
    void aVersionIsFoundByItsTenantOnly() {
        cache.keep(tenant, workflow, 1, GRAPH);

        assertThat(cache.find(tenant, workflow, 1)).isSameAs(GRAPH);
        assertThat(cache.find(tenant, workflow, 2)).isNull();
        assertThat(cache.find(new TenantId(UUID.randomUUID()), workflow, 1)).isNull();
    }

    @Test
    void whatWasNotUsedForLongestMakesRoom() {
        cache.keep(tenant, workflow, 1, GRAPH);
        for (int version = 2; version <= 501; version++) {
            cache.keep(tenant, workflow, version, GRAPH);
            cache.find(tenant, workflow, 1);
        }

        assertThat(cache.find(tenant, workflow, 1)).isNotNull();
        assertThat(cache.find(tenant, workflow, 2)).isNull();
    }
}
