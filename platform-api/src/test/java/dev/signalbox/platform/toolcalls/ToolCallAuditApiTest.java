package dev.signalbox.platform.toolcalls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.signalbox.platform.ApiTest;
import dev.signalbox.platform.TestTenants.TestTenant;
import dev.signalbox.platform.audit.Audit;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

class ToolCallAuditApiTest extends ApiTest {

    /** No text of the database takes this character. */
    private static final String UNWRITABLE = "who\0ami";

    @Autowired
    private Audit audit;

    @Test
    void whatCannotBeWrittenForOneTenantIsWrittenForAllOthers() {
        var node = new ToolCallAudit(audit);
        var others = Stream.generate(tenants::aTenant).limit(5).toList();
        node.add(call(tenants.aTenant(), UNWRITABLE));
        others.forEach(tenant -> node.add(call(tenant, "whoami")));
        node.add(call(tenants.aTenant(), UNWRITABLE));

        assertThatThrownBy(() -> node.write().block()).isNotNull();

        await().untilAsserted(() -> assertThat(others)
                .allSatisfy(tenant -> assertThat(audited(tenant)).isEqualTo(1)));
    }

    @Test
    void aNodeThatIsStoppedWritesAllOfThem() throws InterruptedException {
        var acme = tenants.aTenant();
        var node = new ToolCallAudit(audit);
        for (int i = 0; i < 150; i++) {
            node.add(call(acme, "whoami"));
        }
        node.start();

        var stopped = new CountDownLatch(1);
        node.stop(stopped::countDown);

        assertThat(stopped.await(30, TimeUnit.SECONDS)).isTrue();
        await().untilAsserted(() -> assertThat(audited(acme)).isEqualTo(150));
    }

    private static ToolCallAudit.Call call(TestTenant tenant, String tool) {
        return ToolCallAudit.Call.answered(
                new ToolCaller(tenant.id(), tenant.owner(), null), tool, null, Duration.ofMillis(7));
    }

    private long audited(TestTenant tenant) {
        return body(as(tenant.token())
                        .get()
                        .uri("/v1/audit?limit=200")
                        .exchange()
                        .expectStatus()
                        .isOk())
                .path("items")
                .valueStream()
                .filter(event -> event.path("action").asString().equals("mcp.call"))
                .count();
    }
}
