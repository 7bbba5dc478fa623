package dev.signalbox.platform.connectors;

import dev.signalbox.connector.ConnectorStore.Document;
import dev.signalbox.platform.access.ProjectId;
import dev.signalbox.platform.access.TenantId;
import dev.signalbox.platform.database.Rows;
import dev.signalbox.platform.schemas.PlainJson;
import java.time.Instant;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

@Repository
class ConnectorDocumentRepository {

    private final DatabaseClient db;
    private final Rows rows;

    ConnectorDocumentRepository(DatabaseClient db, Rows rows) {
        this.db = db;
        this.rows = rows;
    }

    record Row(String key, JsonNode content, long version, Instant updatedAt) {

        Document document() {
            return new Document(key, PlainJson.plainObject(content), version, updatedAt);
        }
    }

    Mono<Document> find(TenantId tenant, UUID owner, String key) {
        return db.sql("""
                        select key, content, version, updated_at
                        from connector_document
                        where tenant_id = :tenant and owner_id = :owner and key = :key
                        """)
                .bind("tenant", tenant.value())
                .bind("owner", owner)
                .bind("key", key)
                .map(rows.to(Row.class))
                .one()
                .map(Row::document);
    }

    Flux<Document> listAfter(TenantId tenant, UUID owner, String prefix, String after, int limit) {
        return db.sql("""
                        select key, content, version, updated_at
                        from connector_document
                        where tenant_id = :tenant and owner_id = :owner
                          and key > :after and key >= :prefix and starts_with(key, :prefix)
                        order by key
                        limit :limit
                        """)
                .bind("tenant", tenant.value())
                .bind("owner", owner)
                .bind("prefix", prefix)
                .bind("after", after)
                .bind("limit", limit)
                .map(rows.to(Row.class))
                .all()
                .map(Row::document);
    }

    Mono<Document> insert(TenantId tenant, ProjectId project, UUID owner, String key, JsonNode content) {
        return db.sql("""
                        insert into connector_document (tenant_id, project_id, owner_id, key, content)
                        values (:tenant, :project, :owner, :key, :content)
                        returning key, content, version, updated_at
                        """)
                .bind("tenant", tenant.value())
                .bind("project", project.value())
                .bind("owner", owner)
                .bind("key", key)
                .bind("content", rows.jsonb(content))
                .map(rows.to(Row.class))
                .one()
                .map(Row::document);
    }

    /** Empty when the version is not the current one. */
    Mono<Document> update(TenantId tenant, UUID owner, String key, long version, JsonNode content) {
        return db.sql("""
                        update connector_document
                        set content = :content, version = version + 1, updated_at = now()
                        where tenant_id = :tenant and owner_id = :owner and key = :key and version = :version
                        returning key, content, version, updated_at
                        """)
                .bind("tenant", tenant.value())
                .bind("owner", owner)
                .bind("key", key)
                .bind("version", version)
                .bind("content", rows.jsonb(content))
                .map(rows.to(Row.class))
                .one()
                .map(Row::document);
    }

    Mono<Boolean> delete(TenantId tenant, UUID owner, String key) {
        return db.sql("delete from connector_document where tenant_id = :tenant and owner_id = :owner and key = :key")
                .bind("tenant", tenant.value())
                .bind("owner", owner)
                .bind("key", key)
                .fetch()
                .rowsUpdated()
                .map(count -> count == 1);
    }

    Mono<Void> put(TenantId tenant, ProjectId project, UUID owner, String key, JsonNode content) {
        return db.sql("""
                        insert into connector_document as kept (tenant_id, project_id, owner_id, key, content)
                        values (:tenant, :project, :owner, :key, :content)
                        on conflict (tenant_id, owner_id, key) do update
                        set content = excluded.content, version = kept.version + 1, updated_at = now()
                        """)
                .bind("tenant", tenant.value())
                .bind("project", project.value())
                .bind("owner", owner)
                .bind("key", key)
                .bind("content", rows.jsonb(content))
                .then();
    }

    /** False when the version is not the current one. */
    Mono<Boolean> delete(TenantId tenant, UUID owner, String key, long version) {
        return db.sql("""
                        delete from connector_document
                        where tenant_id = :tenant and owner_id = :owner and key = :key and version = :version
                        """)
                .bind("tenant", tenant.value())
                .bind("owner", owner)
                .bind("key", key)
                .bind("version", version)
                .fetch()
                .rowsUpdated()
                .map(count -> count == 1);
    }
}
