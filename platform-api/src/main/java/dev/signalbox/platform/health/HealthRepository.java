package dev.signalbox.platform.health;

import java.time.Duration;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;

@Repository
class HealthRepository {

    private final DatabaseClient db;

    HealthRepository(DatabaseClient db) {
        this.db = db;
    }

    Mono<Duration> roundTrip() {
        return Mono.defer(() -> {
            long start = System.nanoTime();
            return db.sql("select 1").fetch().one().map(_ -> Duration.ofNanos(System.nanoTime() - start));
        });
    }
}
