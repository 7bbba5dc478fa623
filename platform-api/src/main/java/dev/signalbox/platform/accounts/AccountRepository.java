package dev.signalbox.platform.accounts;

import dev.signalbox.platform.access.ProjectId;
import dev.signalbox.platform.access.TenantId;
import dev.signalbox.platform.access.UserId;
import dev.signalbox.platform.database.Rows;
import io.r2dbc.spi.Parameter;
import io.r2dbc.spi.Parameters;
import java.time.Duration;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

/** Accounts and how they come to be; how their tokens are kept fresh is {@link TokenRepository}'s. */
@Repository
class AccountRepository {

    static final Duration LINK = Duration.ofMinutes(10);
    static final Duration PROOF = Duration.ofHours(1);

    private static final String COLUMNS = """
            account_id as id, project_id, instance_id, connector_id, identifier, state, problem, issuer, scope, expires_at,
            created_at, updated_at
            """;

    private final DatabaseClient db;
    private final Rows rows;

    AccountRepository(DatabaseClient db, Rows rows) {
        this.db = db;
        this.rows = rows;
    }

    /** What the callback must know of the link it is the answer to. */
    record Pending(
            ConnectedAccount.Id id,
            ProjectId projectId,
            UserId createdBy,
            JsonNode server,
            JsonNode client,
            String resource,
            String redirectUri,
            @Nullable String returnUrl) {}

    /** Whose state this is, in whichever tenant. */
    record Whose(TenantId tenantId, ConnectedAccount.Id accountId) {}

    Mono<Whose> findByState(byte[] hash) {
        return db.sql("select tenant_id, account_id from find_authorization(:hash)")
                .bind("hash", hash)
                .map(rows.to(Whose.class))
                .one();
    }

    Mono<ConnectedAccount> insert(
            TenantId tenant,
            UserId by,
            ConnectedAccount.Id id,
            AccountLinks.Wanted wanted,
            Ways.Way way,
            byte[] stateHash) {
        return db.sql("""
                        insert into connected_account (tenant_id, account_id, project_id, instance_id, connector_id, identifier,
                            state, created_by, state_hash, state_until, return_url, issuer, resource, server, client, redirect_uri)
                        values (:tenant, :id, :project, :instance, :connector, :identifier, 'pending_auth', :by, :hash,
                            now() + make_interval(secs => :seconds), :return, :issuer, :resource, :server, :client, :redirect)
                        returning\s""" + COLUMNS)
                .bind("tenant", tenant.value())
                .bind("id", id.value())
                .bind("project", wanted.project().value())
                .bind("instance", wanted.instance())
                .bind("connector", wanted.connectorId())
                .bind("identifier", text(wanted.identifier()))
                .bind("by", by.value())
                .bind("hash", stateHash)
                .bind("seconds", (double) LINK.toSeconds())
                .bind(
                        "return",
                        text(
                                wanted.returnUrl() == null
                                        ? null
                                        : wanted.returnUrl().toString()))
                .bind("issuer", way.found().server().issuer())
                .bind("resource", way.found().resource().resource().toString())
                .bind("server", rows.jsonb(way.found().server()))
                .bind("client", rows.jsonb(way.client()))
                .bind("redirect", way.redirect().toString())
                .map(rows.to(ConnectedAccount.class))
                .one();
    }

    /** Links that led nowhere. */
    Mono<Void> deleteOld(TenantId tenant) {
        return db.sql("""
                        delete from connected_account
                        where tenant_id = :tenant and state = 'pending_auth' and state_until < now() - interval '1 day'
                        """).bind("tenant", tenant.value()).then();
    }

    /** Once: of two answers to one link, one is heard. Empty too when it came too late. */
    Mono<Pending> takeState(TenantId tenant, ConnectedAccount.Id id, byte[] hash) {
        return db.sql("""
                        update connected_account set state_hash = null, updated_at = now()
                        where tenant_id = :tenant and account_id = :id and state_hash = :hash
                            and state = 'pending_auth' and state_until > now()
                        returning account_id as id, project_id, created_by, server, client, resource, redirect_uri, return_url
                        """)
                .bind("tenant", tenant.value())
                .bind("id", id.value())
                .bind("hash", hash)
                .map(rows.to(Pending.class))
                .one();
    }

    Mono<Void> connected(TenantId tenant, ConnectedAccount.Id id, byte[] proofHash) {
        return db.sql("""
                        update connected_account
                        set state = 'pending_verification', problem = null, updated_at = now(), proof_hash = :hash,
                            proof_until = now() + make_interval(secs => :seconds)
                        where tenant_id = :tenant and account_id = :id and state = 'pending_auth'
                        """)
                .bind("tenant", tenant.value())
                .bind("id", id.value())
                .bind("hash", proofHash)
                .bind("seconds", (double) PROOF.toSeconds())
                .then();
    }

    /** Whether the proof is the one this account was connected with, by the person who made the link. */
    Mono<ConnectedAccount> findProven(TenantId tenant, ConnectedAccount.Id id, UserId by, byte[] proofHash) {
        return db.sql("select " + COLUMNS + """
                        from connected_account
                        where tenant_id = :tenant and account_id = :id and created_by = :by and proof_hash = :hash
                            and state = 'pending_verification' and proof_until > now()
                        """)
                .bind("tenant", tenant.value())
                .bind("id", id.value())
                .bind("by", by.value())
                .bind("hash", proofHash)
                .map(rows.to(ConnectedAccount.class))
                .one();
    }

    Mono<ConnectedAccount> activate(TenantId tenant, ConnectedAccount.Id id) {
        return db.sql("""
                        update connected_account
                        set state = 'active', problem = null, proof_hash = null, updated_at = now()
                        where tenant_id = :tenant and account_id = :id and state = 'pending_verification'
                        returning\s""" + COLUMNS)
                .bind("tenant", tenant.value())
                .bind("id", id.value())
                .map(rows.to(ConnectedAccount.class))
                .one();
    }

    Mono<Boolean> end(TenantId tenant, ConnectedAccount.Id id, ConnectedAccount.State state, @Nullable String problem) {
        return db.sql("""
                        update connected_account
                        set state = :state, problem = :problem, updated_at = now(), state_hash = null, proof_hash = null,
                            lease_holder = null, lease_until = null
                        where tenant_id = :tenant and account_id = :id and state not in ('disconnected', :state)
                        """)
                .bind("tenant", tenant.value())
                .bind("id", id.value())
                .bind("state", state.name().toLowerCase(Locale.ROOT))
                .bind("problem", text(problem))
                .fetch()
                .rowsUpdated()
                .map(changed -> changed > 0);
    }

    Mono<ConnectedAccount> find(TenantId tenant, ConnectedAccount.Id id) {
        return db.sql("select " + COLUMNS + " from connected_account where tenant_id = :tenant and account_id = :id")
                .bind("tenant", tenant.value())
                .bind("id", id.value())
                .map(rows.to(ConnectedAccount.class))
                .one();
    }

    Flux<ConnectedAccount> findAfter(
            TenantId tenant, ProjectId project, @Nullable String identifier, @Nullable UUID after, int limit) {
        return db.sql("select " + COLUMNS + """
                        from connected_account
                        where tenant_id = :tenant and project_id = :project
                            and (:identifier::text is null or identifier = :identifier)
                            and (:after::uuid is null or account_id > :after)
                        order by account_id limit :limit
                        """)
                .bind("tenant", tenant.value())
                .bind("project", project.value())
                .bind("identifier", text(identifier))
                .bind("after", after == null ? Parameters.in(UUID.class) : Parameters.in(after))
                .bind("limit", limit)
                .map(rows.to(ConnectedAccount.class))
                .all();
    }

    /** Of end users, or of the project itself; those that were disconnected are nobody's any more. */
    Flux<ConnectedAccount> listOfInstance(
            TenantId tenant, UUID instance, boolean ofProject, @Nullable String identifier) {
        return db.sql("select " + COLUMNS + """
                        from connected_account
                        where tenant_id = :tenant and instance_id = :instance and state <> 'disconnected'
                            and (identifier is null) = :own and (:identifier::text is null or identifier = :identifier)
                        order by created_at, account_id limit 50
                        """)
                .bind("tenant", tenant.value())
                .bind("instance", instance)
                .bind("own", ofProject)
                .bind("identifier", text(identifier))
                .map(rows.to(ConnectedAccount.class))
                .all();
    }

    private static Parameter text(@Nullable String value) {
        return value == null ? Parameters.in(String.class) : Parameters.in(value);
    }
}
