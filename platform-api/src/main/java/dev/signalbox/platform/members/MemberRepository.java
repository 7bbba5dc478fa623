package dev.signalbox.platform.members;

import dev.signalbox.platform.access.CallerCache;
import dev.signalbox.platform.access.TenantId;
import dev.signalbox.platform.access.TenantRole;
import dev.signalbox.platform.access.UserId;
import dev.signalbox.platform.database.Rows;
import java.util.Optional;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

@Repository
class MemberRepository {

    private static final String SELECT = """
            select m.user_id, u.email, u.display_name, m.role, m.disabled_at is not null as disabled, m.version, m.created_at
            from member m
            join user_account u on u.user_id = m.user_id
            where m.tenant_id = :tenant
            """;

    private final DatabaseClient db;
    private final Rows rows;
    private final CallerCache callers;

    MemberRepository(DatabaseClient db, Rows rows, CallerCache callers) {
        this.db = db;
        this.rows = rows;
        this.callers = callers;
    }

    Flux<Member> findAfter(TenantId tenant, String email, int limit) {
        return db.sql(SELECT + " and lower(u.email) > :email order by lower(u.email) limit :limit")
                .bind("tenant", tenant.value())
                .bind("email", email)
                .bind("limit", limit)
                .map(rows.to(Member.class))
                .all();
    }

    Mono<Member> find(TenantId tenant, UserId user) {
        return db.sql(SELECT + " and m.user_id = :user")
                .bind("tenant", tenant.value())
                .bind("user", user.value())
                .map(rows.to(Member.class))
                .one();
    }

    /** Where a person may work: the current tenant once per project they see, or once without one. */
    Flux<Place> placesOf(TenantId tenant, UserId user) {
        return db.sql("""
                        select t.tenant_id, t.slug as tenant_slug, t.name as tenant_name, m.role,
                               p.project_id, p.name as project_name, v.role as project_role, u.email, u.display_name
                        from member m
                        join tenant t on t.tenant_id = m.tenant_id
                        join user_account u on u.user_id = m.user_id
                        left join visible_projects(:user, '{}') v on true
                        left join project p on p.tenant_id = m.tenant_id and p.project_id = v.project_id
                        where m.tenant_id = :tenant and m.user_id = :user
                        order by p.created_at, p.project_id
                        """)
                .bind("tenant", tenant.value())
                .bind("user", user.value())
                .map(rows.to(Place.class))
                .all();
    }

    /** The person with this e-mail: the given one when it is new, or whoever is known by it; empty when the given one has another. */
    Mono<UserId> person(UserId wanted, String email, String displayName) {
        return db.sql("select person_with_email(:user, :email, :name) as user_id")
                .bind("user", wanted.value())
                .bind("email", email)
                .bind("name", displayName)
                .map(row -> Optional.ofNullable(row.get("user_id", UUID.class)).map(UserId::new))
                .one()
                .flatMap(Mono::justOrEmpty);
    }

    Mono<Boolean> knows(TenantId tenant, String email) {
        return db.sql("""
                        select exists (select 1 from member m join user_account u on u.user_id = m.user_id
                                       where m.tenant_id = :tenant and lower(u.email) = lower(:email)) as known
                        """)
                .bind("tenant", tenant.value())
                .bind("email", email)
                .map(row -> Rows.value(row, "known", Boolean.class))
                .one();
    }

    /** Links they have given out and may still know. */
    Mono<Void> revokeInvitationsOf(TenantId tenant, UserId user) {
        return db.sql("""
                        update invitation set revoked_at = now()
                        where tenant_id = :tenant and invited_by = :user and accepted_at is null and revoked_at is null
                        """)
                .bind("tenant", tenant.value())
                .bind("user", user.value())
                .then();
    }

    Mono<Void> insert(TenantId tenant, UserId user, TenantRole role) {
        return db.sql("""
                        insert into member (tenant_id, user_id, role) values (:tenant, :user, :role)
                        on conflict (tenant_id, user_id) do nothing
                        """)
                .bind("tenant", tenant.value())
                .bind("user", user.value())
                .bind("role", role.wire())
                .then();
    }

    /** False when the version is not the current one. */
    Mono<Boolean> changeRole(TenantId tenant, UserId user, TenantRole role, long version) {
        return db.sql("""
                        update member set role = :role, version = version + 1
                        where tenant_id = :tenant and user_id = :user and version = :version
                        """)
                .bind("tenant", tenant.value())
                .bind("user", user.value())
                .bind("role", role.wire())
                .bind("version", version)
                .fetch()
                .rowsUpdated()
                .map(count -> count == 1)
                .delayUntil(_ -> callers.changed(tenant));
    }

    Mono<Void> disable(TenantId tenant, UserId user) {
        return db.sql("""
                        update member set disabled_at = coalesce(disabled_at, now()), version = version + 1
                        where tenant_id = :tenant and user_id = :user
                        """)
                .bind("tenant", tenant.value())
                .bind("user", user.value())
                .then()
                .then(callers.changed(tenant));
    }

    Mono<Void> enable(TenantId tenant, UserId user) {
        return db.sql("""
                        update member set disabled_at = null, version = version + 1
                        where tenant_id = :tenant and user_id = :user and disabled_at is not null
                        """)
                .bind("tenant", tenant.value())
                .bind("user", user.value())
                .then()
                .then(callers.changed(tenant));
    }

    /** Locks them: of two who disable each other at once, the second one waits and then counts right. */
    Mono<Long> countOwners(TenantId tenant) {
        return db.sql("""
                        select count(*) as owners
                        from (select 1 from member
                              where tenant_id = :tenant and role = 'tenant_owner' and disabled_at is null
                              for update) as owner
                        """)
                .bind("tenant", tenant.value())
                .map(row -> Rows.value(row, "owners", Long.class))
                .one();
    }

    Flux<UUID> tokensOf(TenantId tenant, UserId user) {
        return db.sql("""
                        select token_id from access_token
                        where tenant_id = :tenant and user_id = :user and revoked_at is null and expires_at > now()
                        """)
                .bind("tenant", tenant.value())
                .bind("user", user.value())
                .map(row -> Rows.value(row, "token_id", UUID.class))
                .all();
    }
}
