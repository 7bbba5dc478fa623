package dev.signalbox.platform.audit;

import dev.signalbox.platform.access.TenantId;
import dev.signalbox.platform.audit.AuditEvent.Outcome;
import dev.signalbox.platform.database.Rows;
import io.r2dbc.spi.Parameter;
import io.r2dbc.spi.Parameters;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.r2dbc.core.DatabaseClient.GenericExecuteSpec;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

@Repository
class AuditRepository {

    private static final String COLUMNS =
            "event_id, at, actor, token_id, action, target, outcome, details, position, encode(hash, 'hex') as hash";

    private final DatabaseClient db;
    private final Rows rows;

    AuditRepository(DatabaseClient db, Rows rows) {
        this.db = db;
        this.rows = rows;
    }

    Mono<Void> insert(
            TenantId tenant,
            @Nullable UUID actor,
            @Nullable UUID token,
            String action,
            String target,
            Outcome outcome,
            Map<String, Object> details) {
        return db.sql("""
                        insert into audit_event (tenant_id, event_id, actor, token_id, action, target, outcome, details)
                        values (:tenant, :id, :actor, :token, :action, :target, lower(:outcome), :details)
                        """)
                .bind("tenant", tenant.value())
                .bind("id", UUID.randomUUID())
                .bind("actor", optional(actor))
                .bind("token", optional(token))
                .bind("action", action)
                .bind("target", target)
                .bind("outcome", outcome.name())
                .bind("details", rows.jsonb(details))
                .then();
    }

    Mono<Void> insertAll(TenantId tenant, List<Audit.Entry> entries) {
        return bound(db.sql("""
                        insert into audit_event (tenant_id, event_id, actor, token_id, action, target, outcome, details)
                        select :tenant, gen_random_uuid(), e.actor, nullif(e.token, '')::uuid, e.action, e.target, e.outcome, e.details::jsonb
                        from unnest(:actors::uuid[], :tokens::text[], :actions::text[], :targets::text[], :outcomes::text[], :details::text[])
                             as e (actor, token, action, target, outcome, details)
                        """), tenant, entries).then();
    }

    /**
     * As links of the chain already, each with the one at its place in the list.
     *
     * @param ids of the entries, as they went into their links
     * @param at when, as it went into the links
     */
    Mono<Void> insertChained(TenantId tenant, List<Audit.Entry> entries, List<UUID> ids, Instant at, List<Link> links) {
        return bound(db.sql("""
                        insert into audit_event (tenant_id, event_id, at, actor, token_id, action, target, outcome, details, position, hash)
                        select :tenant, e.id, :at, e.actor, nullif(e.token, '')::uuid, e.action, e.target, e.outcome, e.details::jsonb,
                               e.position, decode(e.hash, 'hex')
                        from unnest(:actors::uuid[], :tokens::text[], :actions::text[], :targets::text[], :outcomes::text[], :details::text[],
                                    :ids::uuid[], :positions::bigint[], :hashes::text[])
                             as e (actor, token, action, target, outcome, details, id, position, hash)
                        """), tenant, entries)
                .bind("at", at)
                .bind("ids", ids.toArray(UUID[]::new))
                .bind("positions", links.stream().map(Link::position).toArray(Long[]::new))
                .bind("hashes", links.stream().map(Link::hash).toArray(String[]::new))
                .then();
    }

    private GenericExecuteSpec bound(GenericExecuteSpec sql, TenantId tenant, List<Audit.Entry> entries) {
        return sql.bind("tenant", tenant.value())
                .bind("actors", entries.stream().map(Audit.Entry::actor).toArray(UUID[]::new))
                .bind(
                        "tokens",
                        entries.stream()
                                .map(entry -> entry.token() == null
                                        ? ""
                                        : entry.token().toString())
                                .toArray(String[]::new))
                .bind("actions", entries.stream().map(Audit.Entry::action).toArray(String[]::new))
                .bind("targets", entries.stream().map(Audit.Entry::target).toArray(String[]::new))
                .bind(
                        "outcomes",
                        entries.stream()
                                .map(entry -> entry.outcome().name().toLowerCase(java.util.Locale.ROOT))
                                .toArray(String[]::new))
                .bind(
                        "details",
                        entries.stream()
                                .map(entry -> rows.json(entry.details()))
                                .toArray(String[]::new));
    }

    /** The newest first; only chained entries, so that a page never changes under its reader. */
    Flux<AuditEvent> findBefore(TenantId tenant, long position, int limit) {
        return db.sql("select " + COLUMNS + """
                         from audit_event
                        where tenant_id = :tenant and position < :position
                        order by position desc
                        limit :limit
                        """)
                .bind("tenant", tenant.value())
                .bind("position", position)
                .bind("limit", limit)
                .map(rows.to(AuditEvent.class))
                .all();
    }

    Flux<AuditEvent> findAfter(TenantId tenant, long position, int limit) {
        return db.sql("select " + COLUMNS + """
                         from audit_event
                        where tenant_id = :tenant and position > :position
                        order by position
                        limit :limit
                        """)
                .bind("tenant", tenant.value())
                .bind("position", position)
                .bind("limit", limit)
                .map(rows.to(AuditEvent.class))
                .all();
    }

    Flux<TenantId> tenantsWithUnchained() {
        return db.sql("select tenant_id from tenants_with_unchained_audit()")
                .map(row -> new TenantId(Rows.value(row, "tenant_id", UUID.class)))
                .all();
    }

    Flux<AuditEvent> listUnchained(TenantId tenant, int limit) {
        return db.sql("select " + COLUMNS + """
                         from audit_event
                        where tenant_id = :tenant and position is null
                        order by at, event_id
                        limit :limit
                        """)
                .bind("tenant", tenant.value())
                .bind("limit", limit)
                .map(rows.to(AuditEvent.class))
                .all();
    }

    /** Each entry gets the link at its place in the list. */
    Mono<Void> chain(TenantId tenant, List<AuditEvent> entries, List<Link> links) {
        return db.sql("""
                        update audit_event e
                        set position = link.position, hash = decode(link.hash, 'hex')
                        from unnest(:events::uuid[], :positions::bigint[], :hashes::text[]) as link (event_id, position, hash)
                        where e.tenant_id = :tenant and e.event_id = link.event_id and e.position is null
                        """)
                .bind("tenant", tenant.value())
                .bind("events", entries.stream().map(AuditEvent::eventId).toArray(UUID[]::new))
                .bind("positions", links.stream().map(Link::position).toArray(Long[]::new))
                .bind("hashes", links.stream().map(Link::hash).toArray(String[]::new))
                .then();
    }

    private static Parameter optional(@Nullable UUID id) {
        return id == null ? Parameters.in(UUID.class) : Parameters.in(id);
    }
}
