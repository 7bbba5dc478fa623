package dev.signalbox.platform.toolcalls;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.platform.ApiTest;
import dev.signalbox.platform.access.Caller;
import dev.signalbox.platform.access.ProjectRole;
import dev.signalbox.platform.access.Scope;
import dev.signalbox.platform.access.TenantId;
import dev.signalbox.platform.access.TenantRole;
import dev.signalbox.platform.access.TenantTransaction;
import dev.signalbox.platform.access.UserId;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

class ToolRatesApiTest extends ApiTest {

    private static final ToolRateSettings FEW = new ToolRateSettings(50, 50, 40);

    @Autowired
    private ToolBucketRepository buckets;

    @Autowired
    private TenantTransaction transaction;

    @Autowired
    private Clock clock;

    @Test
    void twoNodesTogetherLetNoMoreThroughThanOne() {
        var caller = caller(tenants.aTenant().id());
        var one = node();
        var other = node();
        long started = System.nanoTime();

        int through = 0;
        for (int i = 0; i < 150; i++) {
            through += passes(one, caller) ? 1 : 0;
            through += passes(other, caller) ? 1 : 0;
        }

        double seconds = (System.nanoTime() - started) / 1e9;
        assertThat(through).isGreaterThan(60).isLessThanOrEqualTo((int) Math.ceil(80 + 40 * seconds));
    }

    @Test
    void whatIsLentCountsAsWhatIsMade() {
        var caller = caller(tenants.aTenant().id());
        var one = node();
        var other = node();
        long started = System.nanoTime();

        int through = 0;
        for (int i = 0; i < 150; i++) {
            through +=
                    passes(one, caller) ? 1 + one.lend(caller, "whoami", i % 4).calls() : 0;
            through += passes(other, caller) ? 1 : 0;
        }

        double seconds = (System.nanoTime() - started) / 1e9;
        assertThat(through).isGreaterThan(60).isLessThanOrEqualTo((int) Math.ceil(80 + 40 * seconds));
    }

    @Test
    void nothingIsLentOfARateWhoseCallsAreTakenOneByOne() {
        var caller = caller(tenants.aTenant().id());
        var node = new ToolRates(buckets, new ToolRateSettings(1000, 10, 1000), transaction, clock);

        assertThat(node.take(caller, "whoami").block()).isNull();

        assertThat(node.lend(caller, "whoami", 10).calls()).isZero();
    }

    @Test
    void whatWaitsIsToldForHowLong() {
        var caller = caller(tenants.aTenant().id());
        var node = new ToolRates(buckets, new ToolRateSettings(1000, 1000, 0.01), transaction, clock);

        assertThat(node.take(caller, "whoami").block()).isNull();
        var refused = node.take(caller, "whoami").block();

        assertThat(refused).isNotNull();
        assertThat(refused.whose()).isEqualTo("whoami");
        assertThat(refused.until().toSeconds()).isBetween(90L, 100L);
    }

    @Test
    void anotherTenantsCallsDoNotCount() {
        var settings = new ToolRateSettings(0.01, 1000, 1000);
        var node = new ToolRates(buckets, settings, transaction, clock);
        var caller = caller(tenants.aTenant().id());

        assertThat(node.take(caller, "whoami").block()).isNull();
        assertThat(node.take(caller, "whoami").block()).isNotNull();
        assertThat(node.take(caller(tenants.aTenant().id()), "whoami").block()).isNull();
    }

    @Test
    void whatIsRefusedOfOneToolIsLeftForTheOthers() {
        var node = new ToolRates(buckets, new ToolRateSettings(5, 1000, 0.01), transaction, clock);
        var caller = caller(tenants.aTenant().id());
        assertThat(node.take(caller, "whoami").block()).isNull();

        for (int i = 0; i < 30; i++) {
            assertThat(node.take(caller, "whoami").block()).isNotNull();
        }

        for (int i = 0; i < 8; i++) {
            assertThat(node.take(caller, "tool_" + i).block()).isNull();
        }
    }

    private ToolRates node() {
        return new ToolRates(buckets, FEW, transaction, clock);
    }

    private static boolean passes(ToolRates node, Caller caller) {
        return node.take(caller, "whoami").block() == null;
    }

    private static Caller caller(TenantId tenant) {
        return new Caller(
                Caller.Kind.DELEGATED,
                new UserId(UUID.randomUUID()),
                "a@example.com",
                "A",
                tenant,
                TenantRole.TENANT_OWNER,
                null,
                ProjectRole.PROJECT_ADMIN,
                Scope.all(),
                Set.of(),
                List.of(),
                false,
                UUID.randomUUID(),
                null,
                null,
                null);
    }
}
