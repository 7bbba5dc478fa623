package dev.signalbox.platform.analytics;

import dev.signalbox.platform.ApiTest;
import dev.signalbox.platform.TestTenants.TestTenant;
import dev.signalbox.platform.access.Scope;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.test.web.reactive.server.WebTestClient.BodyContentSpec;

class AnalyticsApiTest extends ApiTest {

    private TestTenant acme;

    @BeforeEach
    void openATenantWithRuns() throws SQLException {
        acme = tenants.aTenant();
        run("completed", "2026-11-03T23:30:00Z", "2026-11-03T23:30:02Z", 2_000_000);
        run("completed", "2026-11-04T08:00:00Z", "2026-11-04T08:00:04Z", 500_000);
        run("completed", "2026-11-04T09:00:00Z", "2026-11-04T09:00:06Z", 0);
        run("failed", "2026-11-05T00:00:00Z", "2026-11-05T00:00:01Z", 0);
        run("stopped", "2026-11-05T01:00:00Z", "2026-11-05T01:00:01Z", 0);
        run("running", "2026-11-05T02:00:00Z", null, 0);
    }

    @Test
    void liveRunsAreThoseThatHaveNotEnded() {
        ask("/v1/analytics/live-runs")
                .jsonPath("$.total")
                .isEqualTo(1)
                .jsonPath("$.by_status.running")
                .isEqualTo(1);
    }

    @Test
    void theSuccessRateLeavesOutWhatWasStopped() {
        ask("/v1/analytics/success-rate" + november())
                .jsonPath("$.success_rate")
                .isEqualTo(0.75)
                .jsonPath("$.stopped")
                .isEqualTo(1);
    }

    @Test
    void withoutARunThereIsNoRate() {
        ask("/v1/analytics/success-rate?from=2020-01-01T00:00:00Z&to=2020-01-02T00:00:00Z")
                .jsonPath("$.success_rate")
                .doesNotExist();
    }

    @Test
    void creditsAreMicrocreditsSummedUp() {
        ask("/v1/analytics/credits-consumed" + november()).jsonPath("$.credits").isEqualTo(2.5);
    }

    @Test
    void durationsHaveTheirPercentiles() {
        ask("/v1/analytics/execution-duration" + november())
                .jsonPath("$.count")
                .isEqualTo(4)
                .jsonPath("$.median_ms")
                .isEqualTo(3000)
                .jsonPath("$.longest_ms")
                .isEqualTo(6000);
    }

    @Test
    void aSeriesHasAPointForEachDayEvenWithoutRuns() {
        ask("/v1/analytics/runs-timeseries?from=2026-11-01T00:00:00Z&to=2026-11-06T00:00:00Z&granularity=day")
                .jsonPath("$.points.length()")
                .isEqualTo(5)
                .jsonPath("$.points[0].started")
                .isEqualTo(0)
                .jsonPath("$.points[2].started")
                .isEqualTo(1)
                .jsonPath("$.points[3].completed")
                .isEqualTo(2)
                .jsonPath("$.points[4].started")
                .isEqualTo(3);
    }

    @Test
    void aDayBeginsWhereTheReaderIs() {
        ask("/v1/analytics/runs-timeseries?from=2026-11-02T23:00:00Z&to=2026-11-05T23:00:00Z&granularity=day"
                        + "&time_zone=Europe/Berlin")
                .jsonPath("$.points.length()")
                .isEqualTo(3)
                .jsonPath("$.points[1].started")
                .isEqualTo(3);
    }

    @Test
    void usageCountsStepsAndCredits() {
        ask("/v1/analytics/usage-timeseries?from=2026-11-03T00:00:00Z&to=2026-11-04T00:00:00Z&granularity=day")
                .jsonPath("$.points[0].runs")
                .isEqualTo(1)
                .jsonPath("$.points[0].microcredits")
                .isEqualTo(2_000_000);
    }

    @Test
    void recentRunsAreTheNewestOfTheWindow() {
        ask("/v1/analytics/recent-runs?limit=2&from=2026-11-01T00:00:00Z&to=2026-11-05T01:30:00Z")
                .jsonPath("$.items.length()")
                .isEqualTo(2)
                .jsonPath("$.items[0].status")
                .isEqualTo("stopped")
                .jsonPath("$.items[1].duration_ms")
                .isEqualTo(1000);
    }

    @Test
    void theStepsOfAWorkflowHaveTheirFigures() throws SQLException {
        steps();

        ask("/v1/analytics/steps" + november())
                .jsonPath("$.items.length()")
                .isEqualTo(2)
                .jsonPath("$.items[0].step_id")
                .isEqualTo("each.fetch")
                .jsonPath("$.items[0].completed")
                .isEqualTo(2)
                .jsonPath("$.items[0].failed")
                .isEqualTo(1)
                .jsonPath("$.items[0].average_ms")
                .isEqualTo(2000)
                .jsonPath("$.items[1].skipped")
                .isEqualTo(1);
    }

    @Test
    void anotherTenantSeesNeitherRunsNorSteps() throws SQLException {
        steps();
        String theirs = tenants.aTenant().token();

        for (String report : new String[] {"recent-runs", "steps"}) {
            as(theirs)
                    .get()
                    .uri("/v1/analytics/" + report + november())
                    .exchange()
                    .expectStatus()
                    .isOk()
                    .expectBody()
                    .jsonPath("$.items.length()")
                    .isEqualTo(0);
        }
    }

    @Test
    void anotherTenantCountsItsOwn() {
        as(tenants.aTenant().token())
                .get()
                .uri("/v1/analytics/overview" + november())
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.live.total")
                .isEqualTo(0)
                .jsonPath("$.success.completed")
                .isEqualTo(0);
    }

    @Test
    void anotherTenantsProjectIsNotFound() {
        as(tenants.aTenant().token())
                .get()
                .uri("/v1/analytics/live-runs?project_id=" + acme.project())
                .exchange()
                .expectStatus()
                .isNotFound();
    }

    @Test
    void aZoneThatIsNoneIsNamed() {
        as(acme.token())
                .get()
                .uri("/v1/analytics/runs-timeseries?time_zone=Mars")
                .exchange()
                .expectStatus()
                .isBadRequest()
                .expectBody()
                .jsonPath("$.errors[0].field")
                .isEqualTo("time_zone");
    }

    @Test
    void theScopeIsNeeded() {
        as(acme.token(Scope.WORKFLOW_READ))
                .get()
                .uri("/v1/analytics/live-runs")
                .exchange()
                .expectStatus()
                .isForbidden();
    }

    private static String november() {
        return "?from=2026-11-01T00:00:00Z&to=2026-12-01T00:00:00Z";
    }

    private BodyContentSpec ask(String uri) {
        return as(acme.token()).get().uri(uri).exchange().expectStatus().isOk().expectBody();
    }

    /** Of one run: three turns of a loop, the turns themselves, a part of an agent, and a step that was left out. */
    private void steps() throws SQLException {
        try (var connection = database().admin().open();
                var insert = connection.prepareStatement("""
                        insert into run_step (tenant_id, run_id, step_key, generation, status, attempt, started_at, ended_at)
                        select r.tenant_id, r.run_id, s.key, 1, s.status, 1, r.started_at, r.started_at + s.seconds * interval '1 second'
                        from (select * from run where tenant_id = ? and status = 'completed' limit 1) as r,
                             (values ('each#0#fetch', 'completed', 1), ('each#1#fetch', 'completed', 2), ('each#2#fetch', 'failed', 3),
                                     ('each#0', 'completed', 9), ('think@1', 'completed', 9), ('tell', 'skipped', 0)) as s (key, status, seconds)
                        """)) {
            insert.setObject(1, acme.id().value());
            insert.executeUpdate();
        }
    }

    private void run(String status, String from, @Nullable String to, long microcredits) throws SQLException {
        try (var connection = database().admin().open();
                var insert = connection.prepareStatement("""
                        insert into run (tenant_id, run_id, project_id, workflow_id, version, status, phase, interpreter_version,
                                         input, requested, trigger, started_by, session_id, credits, started_on, started_at, ended_at)
                        values (?, ?, ?, ?, 1, ?, case ? when 'running' then 'executing' else ? end, 1,
                                '{}', '{}', 'api', ?, ?, ?, ?::timestamptz::date, ?::timestamptz, ?::timestamptz)
                        """)) {
            insert.setObject(1, acme.id().value());
            insert.setObject(2, UUID.randomUUID());
            insert.setObject(3, acme.project().value());
            insert.setObject(4, UUID.randomUUID());
            insert.setString(5, status);
            insert.setString(6, status);
            insert.setString(7, status);
            insert.setObject(8, acme.owner().value());
            insert.setObject(9, UUID.randomUUID());
            insert.setLong(10, microcredits);
            insert.setObject(11, OffsetDateTime.parse(from));
            insert.setObject(12, OffsetDateTime.parse(from));
            insert.setObject(13, to == null ? null : OffsetDateTime.parse(to));
            insert.executeUpdate();
        }
    }
}
