package dev.signalbox.platform.health;

import dev.signalbox.platform.access.Access;
import dev.signalbox.platform.access.Authenticated;
import dev.signalbox.platform.access.ProjectId;
import dev.signalbox.platform.access.TenantId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

@RestController
class HealthController {

    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final HealthRepository database;
    private final Clock clock;

    HealthController(HealthRepository database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /** That this answers at all says that the token works; the rest says whether a run would. */
    @GetMapping("/v1/health/summary")
    @Authenticated
    Mono<Health> summary() {
        return Access.current().flatMap(caller -> database.roundTrip()
                .timeout(PATIENCE)
                .map(took -> new Database(true, took.toNanos() / 1e6))
                .onErrorResume(_ -> Mono.just(new Database(false, null)))
                .map(db -> new Health(
                        db.up() ? "ok" : "degraded", clock.instant(), caller.tenant(), caller.project(), db)));
    }

    /** @param status {@code ok}, or {@code degraded} when something runs depend on does not answer */
    record Health(
            String status,
            Instant at,
            TenantId tenantId,
            @Nullable ProjectId projectId,
            Database database) {}

    record Database(boolean up, @Nullable Double latencyMs) {}
}
