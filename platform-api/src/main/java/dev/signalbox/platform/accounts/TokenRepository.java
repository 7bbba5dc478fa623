package dev.signalbox.platform.accounts;

import dev.signalbox.platform.access.ProjectId;
import dev.signalbox.platform.access.TenantId;
import dev.signalbox.platform.database.Rows;
import io.r2dbc.spi.Parameters;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

/** Which tokens are good, for how long, and who gets the next ones. Time is the database's, so that all nodes agree. */
@Repository
class TokenRepository {

    /** Before its end a token is renewed by the way, while the one there is still works. */
    static final Duration AHEAD = Duration.ofSeconds(90);

    static final Duration LEASE = Duration.ofSeconds(30);

    private final DatabaseClient db;
    private final Rows rows;

    TokenRepository(DatabaseClient db, Rows rows) {
        this.db = db;
        this.rows = rows;
    }

    /**
     * @param due it ends soon, or has
     * @param over it has ended
     */
    record Standing(
            ConnectedAccount.Id id,
            ProjectId projectId,
            ConnectedAccount.State state,
            @Nullable String problem,
            JsonNode server,
            JsonNode client,
            String resource,
            String redirectUri,
            long tokenVersion,
            boolean refreshable,
            boolean due,
            boolean over) {}

    Mono<Standing> find(TenantId tenant, ConnectedAccount.Id id) {
        return db.sql("""
                        select account_id as id, project_id, state, problem, server, client, resource, redirect_uri, token_version,
                            refreshable, coalesce(expires_at < now() + make_interval(secs => :ahead), false) as due,
                            coalesce(expires_at <= now(), false) as over
                        from connected_account where tenant_id = :tenant and account_id = :id
                        """)
                .bind("tenant", tenant.value())
                .bind("id", id.value())
                .bind("ahead", (double) AHEAD.toSeconds())
                .map(rows.to(Standing.class))
                .one();
    }

    /** One holder at a time, for a while: who dies holding it keeps nobody waiting for long. */
    Mono<Boolean> lease(TenantId tenant, ConnectedAccount.Id id, long version, UUID holder) {
        return db.sql("""
                        update connected_account
                        set lease_holder = :holder, lease_until = clock_timestamp() + make_interval(secs => :seconds)
                        where tenant_id = :tenant and account_id = :id and token_version = :version
                            and state in ('active', 'pending_verification')
                            and (lease_until is null or lease_until < clock_timestamp())
                        """)
                .bind("tenant", tenant.value())
                .bind("id", id.value())
                .bind("version", version)
                .bind("holder", holder)
                .bind("seconds", (double) LEASE.toSeconds())
                .fetch()
                .rowsUpdated()
                .map(changed -> changed > 0);
    }

    /** The other system did not answer: nobody tries again for a moment. */
    Mono<Void> pause(TenantId tenant, ConnectedAccount.Id id, UUID holder, Duration moment) {
        return db.sql("""
                        update connected_account
                        set lease_holder = null, lease_until = clock_timestamp() + make_interval(secs => :seconds)
                        where tenant_id = :tenant and account_id = :id and lease_holder = :holder
                        """)
                .bind("tenant", tenant.value())
                .bind("id", id.value())
                .bind("holder", holder)
                .bind("seconds", (double) moment.toSeconds())
                .then();
    }

    /** False when another one has been faster: then theirs are the good ones. The holder is null for the first tokens. */
    Mono<Boolean> renewed(
            TenantId tenant,
            ConnectedAccount.Id id,
            long version,
            @Nullable UUID holder,
            boolean refreshable,
            Optional<Duration> lifetime,
            @Nullable String scope) {
        return db.sql("""
                        update connected_account
                        set token_version = :version + 1, refreshable = :refreshable, updated_at = now(),
                            expires_at = now() + make_interval(secs => :lifetime), scope = coalesce(:scope, scope),
                            lease_holder = null, lease_until = null
                        where tenant_id = :tenant and account_id = :id and token_version = :version
                            and lease_holder is not distinct from :holder
                            and state in ('pending_auth', 'pending_verification', 'active')
                        """)
                .bind("tenant", tenant.value())
                .bind("id", id.value())
                .bind("version", version)
                .bind("holder", holder == null ? Parameters.in(UUID.class) : Parameters.in(holder))
                .bind("refreshable", refreshable)
                .bind(
                        "lifetime",
                        lifetime.map(given -> Parameters.in((double) given.toSeconds()))
                                .orElseGet(() -> Parameters.in(Double.class)))
                .bind("scope", scope == null ? Parameters.in(String.class) : Parameters.in(scope))
                .fetch()
                .rowsUpdated()
                .map(changed -> changed > 0);
    }
}
