package dev.signalbox.platform.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.awaitility.Awaitility.await;

import dev.signalbox.platform.ApiTest;
import dev.signalbox.platform.TestTenants.TestTenant;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

class TenantTransactionApiTest extends ApiTest {

    private static final int MORE_THAN_THE_POOL = 60;

    @Autowired
    private TenantTransaction transaction;

    @Autowired
    private DatabaseClient db;

    private TestTenant acme;
    private TestTenant other;

    @BeforeEach
    void openTenants() {
        acme = tenants.aTenant();
        other = tenants.aTenant();
    }

    @Test
    void theTenantIsKnownInsideAndForgottenAfterwards() {
        assertThat(transaction.in(acme.id(), tenant()).block())
                .isEqualTo(acme.id().toString());
        assertThat(tenant().block()).isEmpty();
    }

    @Test
    void whatIsCancelledAtAnyMomentLeavesNoTransactionBehind() {
        for (int i = 0; i < 300; i++) {
            var work = transaction.in(acme.id(), tenant()).subscribe();
            LockSupport.parkNanos(ThreadLocalRandom.current().nextInt(2_000_000));
            work.dispose();
        }

        // As many as there are connections, at once; none may be lost, and none may be in a transaction still.
        await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> assertThat(Flux.range(0, MORE_THAN_THE_POOL)
                        .flatMap(_ -> strayTenant(), MORE_THAN_THE_POOL)
                        .collectList()
                        .block(Duration.ofSeconds(10)))
                .hasSize(MORE_THAN_THE_POOL)
                .containsOnly(""));
    }

    @Test
    void anotherTenantCannotBeJoined() {
        assertThatIllegalStateException().isThrownBy(() -> transaction
                .in(acme.id(), transaction.in(other.id(), tenant()))
                .block());
        assertThatIllegalStateException().isThrownBy(() -> transaction
                .in(acme.id(), transaction.entering(tenant()))
                .block());
    }

    @Test
    void whatEntersOnItsWayEntersOneTenant() {
        assertThat(transaction
                        .entering(transaction.in(acme.id(), tenant()).then(transaction.in(acme.id(), tenant())))
                        .block())
                .isEqualTo(acme.id().toString());
        assertThatIllegalStateException().isThrownBy(() -> transaction
                .entering(transaction.in(acme.id(), tenant()).then(transaction.in(other.id(), tenant())))
                .block());
    }

    private Mono<String> tenant() {
        return text("select coalesce(current_setting('app.tenant_id', true), '') as tenant");
    }

    /** Of a statement in no transaction; it takes a while, so that all connections are asked. */
    private Mono<String> strayTenant() {
        return text("""
                select coalesce(current_setting('app.tenant_id', true), '')
                       || case when now() = statement_timestamp() then '' else 'a transaction' end as tenant
                from pg_sleep(0.02)
                """);
    }

    private Mono<String> text(String sql) {
        return db.sql(sql)
                .map(row -> Objects.requireNonNull(row.get("tenant", String.class)))
                .one();
    }
}
