package dev.signalbox.platform.accounts;

import dev.signalbox.platform.access.TenantId;
import dev.signalbox.platform.database.Rows;
import dev.signalbox.platform.oauth.ClientAuthentication;
import io.r2dbc.spi.Parameters;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;

/** Who a tenant's accounts are connected as. */
@Repository
class ClientRepository {

    private final DatabaseClient db;
    private final Rows rows;

    ClientRepository(DatabaseClient db, Rows rows) {
        this.db = db;
        this.rows = rows;
    }

    record Row(
            String clientId,
            ClientAuthentication authentication,
            @Nullable UUID secretId) {}

    /** Only one that the server has taken once, or knows since a short while: it forgets those that nobody used. */
    Mono<Row> findReliable(TenantId tenant, String issuer, String redirect) {
        return db.sql("""
                        select client_id, authentication, secret_id from oauth_client
                        where tenant_id = :tenant and issuer = :issuer and redirect_uri = :redirect
                            and (proven_at is not null or registered_at > now() - interval '12 hours')
                        """)
                .bind("tenant", tenant.value())
                .bind("issuer", issuer)
                .bind("redirect", redirect)
                .map(rows.to(Row.class))
                .one();
    }

    Mono<Void> save(TenantId tenant, String issuer, String redirect, Row row) {
        return db.sql("""
                        insert into oauth_client (tenant_id, issuer, redirect_uri, client_id, authentication, secret_id)
                        values (:tenant, :issuer, :redirect, :client, :authentication, :secret)
                        on conflict (tenant_id, issuer, redirect_uri) do update
                        set client_id = excluded.client_id, authentication = excluded.authentication,
                            secret_id = excluded.secret_id, registered_at = now(), proven_at = null
                        """)
                .bind("tenant", tenant.value())
                .bind("issuer", issuer)
                .bind("redirect", redirect)
                .bind("client", row.clientId())
                .bind("authentication", row.authentication().name().toLowerCase(java.util.Locale.ROOT))
                .bind("secret", row.secretId() == null ? Parameters.in(UUID.class) : Parameters.in(row.secretId()))
                .then();
    }

    Mono<Void> prove(TenantId tenant, String issuer, String redirect) {
        return db.sql("""
                        update oauth_client set proven_at = now()
                        where tenant_id = :tenant and issuer = :issuer and redirect_uri = :redirect and proven_at is null
                        """)
                .bind("tenant", tenant.value())
                .bind("issuer", issuer)
                .bind("redirect", redirect)
                .then();
    }

    Mono<Void> delete(TenantId tenant, String issuer, String redirect) {
        return db.sql(
                        "delete from oauth_client where tenant_id = :tenant and issuer = :issuer and redirect_uri = :redirect")
                .bind("tenant", tenant.value())
                .bind("issuer", issuer)
                .bind("redirect", redirect)
                .then();
    }
}
