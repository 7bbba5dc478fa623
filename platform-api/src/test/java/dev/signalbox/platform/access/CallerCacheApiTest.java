package dev.signalbox.platform.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.platform.ApiTest;
import dev.signalbox.platform.TestTenants.TestTenant;
import dev.signalbox.platform.access.CallerCache.Key;
import dev.signalbox.platform.notifications.Notifications;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;
import org.springframework.beans.factory.annotation.Autowired;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

class CallerCacheApiTest extends ApiTest {

    private static final int PATIENCE_MS = 10_000;

    @Autowired
    private Notifications notifications;

    @Autowired
    private CallerRepository callers;

    @Autowired
    private TenantTransaction transaction;

    /** Of its own and not started: what the database tells of the tenants made for a test comes when it comes. */
    private CallerCache cache;

    private TestTenant acme;
    private Key owner;
    private final AtomicInteger reads = new AtomicInteger();

    @BeforeEach
    void openTenant() {
        cache = new CallerCache(notifications, Clock.systemUTC());
        acme = tenants.aTenant();
        owner = Key.ofPerson(Caller.Kind.SIGN_IN, acme.id(), acme.owner(), null);
    }

    @Test
    void aCallerIsReadOnce() {
        ask();
        ask();

        assertThat(reads).hasValue(1);
    }

    @Test
    void afterAChangeTheCallerIsReadAgain() {
        ask();
        transaction.in(acme.id(), cache.changed(acme.id())).block();
        ask();

        assertThat(reads).hasValue(2);
    }

    @Test
    void aChangeOfAnotherTenantForgetsNobody() {
        var other = tenants.aTenant();
        ask();
        transaction.in(other.id(), cache.changed(other.id())).block();
        ask();

        assertThat(reads).hasValue(1);
    }

    @Test
    void aChangeThatIsRolledBackForgetsNobody() {
        ask();
        var failing = cache.changed(acme.id()).then(Mono.error(new IllegalStateException("for this test")));
        assertThatThrownBy(() -> transaction.in(acme.id(), failing).block()).hasMessage("for this test");
        ask();

        assertThat(reads).hasValue(1);
    }

    @Test
    void whatWasReadBeforeAChangeIsNotKept() {
        var slow = Sinks.<Caller>one();
        var first = cache.get(owner, slow.asMono()).toFuture();
        transaction.in(acme.id(), cache.changed(acme.id())).block();
        slow.tryEmitValue(read().blockOptional().orElseThrow());

        assertThat(first).isCompleted();
        ask();
        assertThat(reads).hasValue(2);
    }

    @Test
    void nobodyIsRememberedForHavingBeenRefused() {
        assertThat(cache.get(owner, Mono.empty()).blockOptional()).isEmpty();
        ask();

        assertThat(reads).hasValue(1);
    }

    /** With a caller that is remembered; the change is made by a request to the same node. */
    @Test
    void whoLosesARightIsRefusedByTheNextRequest() {
        var pat = tenants.pat(acme.id(), acme.owner(), acme.project(), Set.of(Scope.WORKFLOW_READ));
        var owner = as(acme.token());
        for (int i = 0; i < 2; i++) {
            as(pat.token()).get().uri("/v1/me").exchange().expectStatus().isOk();
        }

        owner.delete().uri("/v1/pats/{id}", pat.id()).exchange().expectStatus().is2xxSuccessful();

        as(pat.token()).get().uri("/v1/me").exchange().expectStatus().isUnauthorized();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "update access_token set revoked_at = now()",
                "update access_token set scopes = '{}'",
                "update access_token set expires_at = now()",
                "update access_token set hash = hash",
                "delete from access_token",
                "update member set role = 'tenant_member'",
                "update member set disabled_at = now()",
                "update project set archived_at = now()",
                "update project set public = not public",
                "update project_member set role = 'project_viewer'",
                "delete from project_member",
                "update tenant set suspended_at = now()"
            })
    void everyChangeOfRightsIsTold(String change) throws SQLException {
        tenants.pat(acme.id(), acme.owner(), acme.project(), Set.of(Scope.WORKFLOW_READ));

        assertThat(heard(change)).contains(acme.id().toString());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "update access_token set last_used_at = now()",
                "update tenant set name = 'Other'",
                "update project set name = 'Other'"
            })
    void whatIsNoChangeOfRightsIsNotTold(String change) throws SQLException {
        tenants.pat(acme.id(), acme.owner(), acme.project(), Set.of(Scope.WORKFLOW_READ));

        assertThat(heard(change)).doesNotContain(acme.id().toString());
    }

    /** What every node is told when the statement has changed rows of the tenant. A notification of our own ends the wait. */
    private Set<String> heard(String change) throws SQLException {
        try (var connection = database().admin().open();
                var statement = connection.createStatement()) {
            statement.execute("listen signalbox_rights");
            assertThat(statement.executeUpdate(change + " where tenant_id = '" + acme.id() + "'"))
                    .isPositive();
            var end = UUID.randomUUID().toString();
            statement.execute("select pg_notify('signalbox_rights', '" + end + "')");
            return payloads(connection, end);
        }
    }

    private Set<String> payloads(Connection connection, String end) throws SQLException {
        var heard = new HashSet<String>();
        while (!heard.contains(end)) {
            var told = connection.unwrap(PGConnection.class).getNotifications(PATIENCE_MS);
            assertThat(told).isNotEmpty();
            Arrays.stream(told).map(PGNotification::getParameter).forEach(heard::add);
        }
        return heard;
    }

    private void ask() {
        assertThat(cache.get(owner, read()).blockOptional()).isPresent();
    }

    private Mono<Caller> read() {
        return transaction
                .in(acme.id(), callers.byUser(acme.id(), acme.owner(), null, Caller.Kind.SIGN_IN))
                .doOnSubscribe(_ -> reads.incrementAndGet());
    }
}
