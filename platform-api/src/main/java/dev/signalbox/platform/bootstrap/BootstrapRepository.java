package dev.signalbox.platform.bootstrap;

import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;

@Repository
class BootstrapRepository {

    private final DatabaseClient db;

    BootstrapRepository(DatabaseClient db) {
        this.db = db;
    }

    /** Held until the transaction ends: two bootstraps at once must not both find an empty installation. */
    Mono<Boolean> claimEmpty() {
        return db.sql("select pg_advisory_xact_lock(hashtextextended('bootstrap', 0))")
                .then()
                .then(db.sql("select has_tenants() as taken")
                        .map(row -> Boolean.FALSE.equals(row.get("taken", Boolean.class)))
                        .one());
    }
}
