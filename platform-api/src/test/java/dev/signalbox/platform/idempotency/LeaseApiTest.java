package dev.signalbox.platform.idempotency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.signalbox.platform.ApiTest;
import dev.signalbox.platform.TestTenants.TestTenant;
import dev.signalbox.platform.access.Access;
import dev.signalbox.platform.access.Caller;
import dev.signalbox.platform.access.TenantTransaction;
import dev.signalbox.platform.idempotency.IdempotencyRepository.Claim;
import dev.signalbox.platform.problem.ApiException;
import dev.signalbox.platform.problem.ErrorCode;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpStatus;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import org.springframework.mock.web.server.MockServerWebExchange;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import tools.jackson.databind.json.JsonMapper;

/** With a lease of a second, and a request that ends when the test says so. */
class LeaseApiTest extends ApiTest {

    private static final IdempotencySettings SHORT = new IdempotencySettings(Duration.ofSeconds(1));

    @Autowired
    private DatabaseClient db;

    @Autowired
    private TenantTransaction transaction;

    @Autowired
    private Access access;

    @Autowired
    private JsonMapper json;

    private final AtomicInteger runs = new AtomicInteger();
    private final AtomicInteger stopped = new AtomicInteger();
    private final Sinks.Empty<Void> end = Sinks.empty();

    private TestTenant acme;
    private Caller caller;
    private IdempotencyRepository keys;
    private IdempotencyFilter filter;

    @BeforeEach
    void openATenant() {
        acme = tenants.aTenant();
        caller = Objects.requireNonNull(access.holder(acme.token()).block()).caller();
        keys = new IdempotencyRepository(db, transaction, SHORT);
        filter = new IdempotencyFilter(keys, SHORT, json);
    }

    @Test
    void aRequestThatTakesLongerThanItsLeaseIsNotRunTwice() {
        var slow = send();
        await().until(() -> count("lease_until > created_at + interval '2 seconds'") == 1);

        assertThat(failureOf(send())).isEqualTo(ErrorCode.REQUEST_IN_PROGRESS);
        end.tryEmitEmpty();

        assertThat(slow.join().getResponse().getStatusCode()).isEqualTo(HttpStatus.CREATED);
        assertThat(send().join().getResponse().getHeaders().getFirst("Idempotency-Replayed"))
                .isEqualTo("true");
        assertThat(runs).hasValue(1);
    }

    @Test
    void theLeaseOfANodeThatDiedEnds() {
        assertThat(keys.claim(claim()).block()).isTrue();
        assertThat(keys.claim(claim()).block()).isFalse();

        await().until(() -> Boolean.TRUE.equals(keys.claim(claim()).block()));
    }

    @Test
    void whoLostTheirHoldIsStopped() throws SQLException {
        var first = send();
        await().until(() -> count("status is null") == 1);
        takeOver();

        assertThat(failureOf(first)).isEqualTo(ErrorCode.UNAVAILABLE);
        assertThat(stopped).hasValue(1);
        assertThat(count("status is null")).isEqualTo(1);
    }

    @Test
    void whoLostTheirHoldSettlesNothing() {
        Claim first = claim();
        keys.claim(first).block();
        await().until(() -> Boolean.TRUE.equals(keys.claim(claim()).block()));

        keys.release(first).block();

        assertThat(keys.renew(first).block()).isFalse();
        assertThat(count("status is null")).isEqualTo(1);
    }

    private CompletableFuture<ServerWebExchange> send() {
        ServerWebExchange exchange = MockServerWebExchange.from(MockServerHttpRequest.post("/v1/slow")
                .header("Idempotency-Key", "k")
                .body("{}"));
        return filter.filter(exchange, this::slow)
                .contextWrite(Access.acting(caller))
                .thenReturn(exchange)
                .toFuture();
    }

    private Mono<Void> slow(ServerWebExchange exchange) {
        runs.incrementAndGet();
        exchange.getResponse().setStatusCode(HttpStatus.CREATED);
        return end.asMono().doOnCancel(stopped::incrementAndGet).then(Mono.defer(() -> exchange.getResponse()
                .setComplete()));
    }

    private Claim claim() {
        return Claim.of(caller, "/v1/slow", "k", new byte[] {1});
    }

    private static ErrorCode failureOf(CompletableFuture<ServerWebExchange> sent) {
        var failure = org.assertj.core.api.Assertions.catchThrowableOfType(CompletionException.class, sent::join);
        return ((ApiException) Objects.requireNonNull(failure.getCause())).code();
    }

    private void takeOver() throws SQLException {
        try (var connection = database().admin().open();
                var update = connection.prepareStatement(
                        "update idempotency_key set holder = gen_random_uuid() where tenant_id = ?")) {
            update.setObject(1, acme.id().value());
            update.executeUpdate();
        }
    }

    private int count(String condition) {
        try (var connection = database().admin().open();
                var select = connection.prepareStatement(
                        "select count(*) from idempotency_key where tenant_id = ? and " + condition)) {
            select.setObject(1, acme.id().value());
            try (var rows = select.executeQuery()) {
                rows.next();
                return rows.getInt(1);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
