package dev.signalbox.platform.confirmations;

import dev.signalbox.platform.access.Caller;
import dev.signalbox.platform.confirmations.Confirmation.Status;
import dev.signalbox.platform.database.Rows;
import io.r2dbc.spi.Parameter;
import io.r2dbc.spi.Parameters;
import io.r2dbc.spi.Readable;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

@Repository
class ConfirmationRepository {

    private static final String READ = """
            select c.confirmation_id, c.tool, c.arguments, c.status, t.display_name as token_name, c.created_at, c.expires_at
            from confirmation c
            left join access_token t on t.tenant_id = c.tenant_id and t.token_id = c.token_id
            where c.tenant_id = :tenant and c.user_id = :user
            """;

    private final DatabaseClient db;
    private final Rows rows;

    ConfirmationRepository(DatabaseClient db, Rows rows) {
        this.db = db;
        this.rows = rows;
    }

    Mono<Void> insert(Caller caller, Confirmation.Id id, RiskyCall call, Duration lifetime) {
        return db.sql("""
                        insert into confirmation (tenant_id, confirmation_id, user_id, token_id, tool, arguments, call_hash, expires_at)
                        values (:tenant, :id, :user, :token, :tool, :arguments, :hash, now() + make_interval(secs => :seconds))
                        """)
                .bind("tenant", caller.tenant().value())
                .bind("id", id.value())
                .bind("user", caller.user().value())
                .bind("token", token(caller))
                .bind("tool", call.tool())
                .bind("arguments", rows.jsonb(call.arguments()))
                .bind("hash", call.hash())
                .bind("seconds", (double) lifetime.toSeconds())
                .then();
    }

    /** What the person said to this call of this caller, at most once; empty while they have said nothing, and ever after. */
    Mono<Status> use(Caller caller, RiskyCall call, Confirmation.@Nullable Id only) {
        return db.sql("""
                        update confirmation set used_at = clock_timestamp()
                        where tenant_id = :tenant and confirmation_id = (
                            select confirmation_id from confirmation
                            where tenant_id = :tenant and user_id = :user and token_id is not distinct from :token
                              and call_hash = :hash and (:only::uuid is null or confirmation_id = :only)
                              and status <> 'pending' and used_at is null and expires_at > clock_timestamp()
                            order by created_at limit 1 for update)
                          and used_at is null
                        returning status
                        """)
                .bind("tenant", caller.tenant().value())
                .bind("user", caller.user().value())
                .bind("token", token(caller))
                .bind("hash", call.hash())
                .bind("only", only == null ? Parameters.in(UUID.class) : Parameters.in(only.value()))
                .map(row ->
                        Status.valueOf(Rows.value(row, "status", String.class).toUpperCase(java.util.Locale.ROOT)))
                .one();
    }

    /** Whether there is a yes that was used a moment ago; it is spent by this. */
    Mono<Boolean> spendUsed(Caller caller, RiskyCall call, Duration lately) {
        return db.sql("""
                        with spent as (
                            update confirmation set spent_at = clock_timestamp()
                            where tenant_id = :tenant and confirmation_id = (
                                select confirmation_id from confirmation
                                where tenant_id = :tenant and user_id = :user and token_id is not distinct from :token
                                  and call_hash = :hash and status = 'confirmed' and spent_at is null
                                  and used_at > clock_timestamp() - make_interval(secs => :seconds)
                                limit 1
                                for update skip locked)
                            returning 1
                        )
                        select exists (select from spent) as used
                        """)
                .bind("tenant", caller.tenant().value())
                .bind("user", caller.user().value())
                .bind("token", token(caller))
                .bind("hash", call.hash())
                .bind("seconds", (double) lately.toSeconds())
                .map(row -> Rows.value(row, "used", Boolean.class))
                .one();
    }

    Mono<Confirmation> findPending(Caller caller, RiskyCall call) {
        return db.sql(READ + """
                          and c.token_id is not distinct from :token and c.call_hash = :hash
                          and c.status = 'pending' and c.expires_at > clock_timestamp()
                        order by c.created_at desc limit 1
                        """)
                .bind("tenant", caller.tenant().value())
                .bind("user", caller.user().value())
                .bind("token", token(caller))
                .bind("hash", call.hash())
                .map(this::confirmation)
                .one();
    }

    /** Those the person can still answer, the oldest first. */
    Flux<Confirmation> listPending(Caller caller) {
        return db.sql(READ + """
                          and c.status = 'pending' and c.expires_at > clock_timestamp()
                        order by c.created_at, c.confirmation_id
                        """)
                .bind("tenant", caller.tenant().value())
                .bind("user", caller.user().value())
                .map(this::confirmation)
                .all();
    }

    Mono<Confirmation> find(Caller caller, Confirmation.Id id) {
        return db.sql(READ + " and c.confirmation_id = :id")
                .bind("tenant", caller.tenant().value())
                .bind("user", caller.user().value())
                .bind("id", id.value())
                .map(this::confirmation)
                .one();
    }

    /** False when it is not there to be answered any more. */
    Mono<Boolean> decide(Caller caller, Confirmation.Id id, Status said) {
        return db.sql("""
                        update confirmation set status = lower(:said), decided_at = clock_timestamp(), decided_by = lower(:by)
                        where tenant_id = :tenant and user_id = :user and confirmation_id = :id
                          and status = 'pending' and expires_at > clock_timestamp()
                        """)
                .bind("tenant", caller.tenant().value())
                .bind("user", caller.user().value())
                .bind("id", id.value())
                .bind("said", said.name())
                .bind("by", caller.kind().name())
                .fetch()
                .rowsUpdated()
                .map(count -> count == 1);
    }

    /** What nobody can use any more stands in the audit. */
    Mono<Void> deleteOld(Caller caller) {
        return db.sql("delete from confirmation where tenant_id = :tenant and expires_at < now() - interval '1 day'")
                .bind("tenant", caller.tenant().value())
                .then();
    }

    private Confirmation confirmation(Readable row) {
        var read = rows.to(Row.class).apply(row);
        return new Confirmation(
                new Confirmation.Id(read.confirmationId()),
                read.tool(),
                read.arguments(),
                read.status(),
                read.tokenName(),
                read.createdAt(),
                read.expiresAt());
    }

    private static Parameter token(Caller caller) {
        return caller.tokenId() == null ? Parameters.in(UUID.class) : Parameters.in(caller.tokenId());
    }

    private record Row(
            UUID confirmationId,
            String tool,
            JsonNode arguments,
            Status status,
            @Nullable String tokenName,
            Instant createdAt,
            Instant expiresAt) {}
}
