package dev.signalbox.platform.idempotency;

import dev.signalbox.platform.access.Caller;
import dev.signalbox.platform.access.TenantId;
import dev.signalbox.platform.access.TenantTransaction;
import dev.signalbox.platform.database.Rows;
import io.r2dbc.spi.Parameter;
import io.r2dbc.spi.Parameters;
import io.r2dbc.spi.Readable;
import java.nio.ByteBuffer;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;

/** Claims are committed on their own, before the request runs: a second node must see them. */
@Repository
class IdempotencyRepository {

    private final DatabaseClient db;
    private final TenantTransaction transaction;
    private final IdempotencySettings settings;

    IdempotencyRepository(DatabaseClient db, TenantTransaction transaction, IdempotencySettings settings) {
        this.db = db;
        this.transaction = transaction;
        this.settings = settings;
    }

    /** True for the first one; a claim is free again after 24 hours, or when its holder died before it answered. */
    Mono<Boolean> claim(Claim claim) {
        return transaction.in(
                claim.tenant(),
                bind(claim, """
                        insert into idempotency_key (tenant_id, caller, route, key, holder, body_hash, lease_until)
                        values (:tenant, :caller, :route, :key, :holder, :hash, now() + make_interval(secs => :lease))
                        on conflict (tenant_id, caller, route, key) do update
                        set holder = excluded.holder, body_hash = excluded.body_hash, lease_until = excluded.lease_until,
                            status = null, body = null, created_at = now()
                        where idempotency_key.created_at < now() - interval '24 hours'
                           or (idempotency_key.status is null and idempotency_key.lease_until < now()
                               and idempotency_key.body_hash = excluded.body_hash)
                        """)
                        .bind("hash", claim.bodyHash().array())
                        .bind("holder", claim.holder())
                        .bind("lease", seconds())
                        .fetch()
                        .rowsUpdated()
                        .map(count -> count == 1));
    }

    /** False when the claim is another's by now. */
    Mono<Boolean> renew(Claim claim) {
        return transaction.in(
                claim.tenant(),
                bind(claim, """
                        update idempotency_key
                        set lease_until = now() + make_interval(secs => :lease)
                        where tenant_id = :tenant and caller = :caller and route = :route and key = :key and holder = :holder
                        """)
                        .bind("holder", claim.holder())
                        .bind("lease", seconds())
                        .fetch()
                        .rowsUpdated()
                        .map(count -> count == 1));
    }

    Mono<Earlier> find(Claim claim) {
        return transaction.in(
                claim.tenant(),
                bind(claim, """
                        select body_hash, status, content_type, location, etag, body
                        from idempotency_key
                        where tenant_id = :tenant and caller = :caller and route = :route and key = :key
                        """).map(IdempotencyRepository::earlier).one());
    }

    /** False when the claim is another's by now. */
    Mono<Boolean> keep(Claim claim, Answer answer) {
        return transaction.in(
                claim.tenant(),
                bind(claim, """
                        update idempotency_key
                        set status = :status, content_type = :type, location = :location, etag = :etag, body = :body
                        where tenant_id = :tenant and caller = :caller and route = :route and key = :key and holder = :holder
                        """)
                        .bind("holder", claim.holder())
                        .bind("status", answer.status())
                        .bind("type", optional(answer.contentType()))
                        .bind("location", optional(answer.location()))
                        .bind("etag", optional(answer.etag()))
                        .bind("body", answer.body())
                        .fetch()
                        .rowsUpdated()
                        .map(count -> count == 1));
    }

    Mono<Void> release(Claim claim) {
        return transaction.in(
                claim.tenant(), bind(claim, """
                        delete from idempotency_key
                        where tenant_id = :tenant and caller = :caller and route = :route and key = :key and holder = :holder
                          and status is null
                        """).bind("holder", claim.holder()).then());
    }

    Mono<Long> purge() {
        return db.sql("select purge_idempotency_keys() as gone")
                .map(row -> Rows.value(row, "gone", Long.class))
                .one();
    }

    private DatabaseClient.GenericExecuteSpec bind(Claim claim, String sql) {
        return db.sql(sql)
                .bind("tenant", claim.tenant().value())
                .bind("caller", claim.caller())
                .bind("route", claim.route())
                .bind("key", claim.key());
    }

    private double seconds() {
        return settings.lease().toMillis() / 1000.0;
    }

    private static Parameter optional(@Nullable String text) {
        return text == null ? Parameters.in(String.class) : Parameters.in(text);
    }

    private static Earlier earlier(Readable row) {
        Integer status = row.get("status", Integer.class);
        return new Earlier(
                ByteBuffer.wrap(Objects.requireNonNull(row.get("body_hash", byte[].class))),
                status == null
                        ? null
                        : new Answer(
                                status,
                                row.get("content_type", String.class),
                                row.get("location", String.class),
                                row.get("etag", String.class),
                                Objects.requireNonNull(row.get("body", byte[].class))));
    }

    /**
     * Who asks for what, and the hash of what they sent.
     *
     * @param holder this one request, whatever else asks for the same
     */
    record Claim(TenantId tenant, String caller, String route, String key, ByteBuffer bodyHash, UUID holder) {

        /** Per credential: two tokens of one person are two programs, which do not know of each other's keys. */
        static Claim of(Caller caller, String route, String key, byte[] bodyHash) {
            String who = caller.tokenId() == null ? "user:" + caller.user() : "token:" + caller.tokenId();
            return new Claim(
                    caller.tenant(),
                    who,
                    caller.project() + " " + route,
                    key,
                    ByteBuffer.wrap(bodyHash),
                    UUID.randomUUID());
        }
    }

    /** @param answer null while the first request runs */
    record Earlier(ByteBuffer bodyHash, @Nullable Answer answer) {}

    @SuppressWarnings("ArrayRecordComponent") // never compared, only sent
    record Answer(
            int status,
            @Nullable String contentType,
            @Nullable String location,
            @Nullable String etag,
            byte[] body) {}
}
