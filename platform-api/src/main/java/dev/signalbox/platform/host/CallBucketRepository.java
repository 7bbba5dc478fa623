package dev.signalbox.platform.host;

import dev.signalbox.platform.access.TenantId;
import java.time.Duration;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;

@Repository
class CallBucketRepository {

    private final DatabaseClient db;
    private final HostSettings settings;

    CallBucketRepository(DatabaseClient db, HostSettings settings) {
        this.db = db;
        this.settings = settings;
    }

    /** Calls a second. */
    record Rates(double tenant, double connector) {}

    Mono<Rates> rates(TenantId tenant) {
        return db.sql("""
                        select coalesce(max(calls_per_second), :tenantRate)::float8 as tenant,
                               coalesce(max(calls_per_second_connector), :connectorRate)::float8 as connector
                        from run_share where tenant_id = :tenant
                        """)
                .bind("tenant", tenant.value())
                .bind("tenantRate", settings.callsPerSecond())
                .bind("connectorRate", settings.callsPerSecondPerConnector())
                .mapProperties(Rates.class)
                .one();
    }

    /** Takes one call, if there is one; else how long until there is. */
    Mono<Duration> take(TenantId tenant, String name, double rate, Duration burst) {
        double most = Math.max(1, rate * burst.toSeconds());
        return db.sql("""
                        with now as (
                            select coalesce((select least(:most, calls + extract(epoch from clock_timestamp() - at) * :rate)
                                             from call_bucket where tenant_id = :tenant and name = :name), :most) as calls
                        ), taken as (
                            insert into call_bucket as b (tenant_id, name, calls, at)
                            select :tenant, :name, calls - 1, clock_timestamp() from now where calls >= 1
                            on conflict (tenant_id, name) do update
                            set calls = least(:most, b.calls + extract(epoch from clock_timestamp() - b.at) * :rate) - 1,
                                at = clock_timestamp()
                            where least(:most, b.calls + extract(epoch from clock_timestamp() - b.at) * :rate) >= 1
                            returning 1
                        )
                        select case when exists (select 1 from taken) then 0 else greatest(1 - calls, 0.05) / :rate end::float8
                        from now
                        """)
                .bind("tenant", tenant.value())
                .bind("name", name)
                .bind("most", most)
                .bind("rate", rate)
                .mapValue(Double.class)
                .one()
                .map(seconds -> Duration.ofMillis(Math.round(seconds * 1000)));
    }
}
