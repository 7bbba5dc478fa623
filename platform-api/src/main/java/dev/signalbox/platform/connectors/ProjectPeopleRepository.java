package dev.signalbox.platform.connectors;

import dev.signalbox.platform.access.ProjectId;
import dev.signalbox.platform.access.TenantId;
import dev.signalbox.platform.access.UserId;
import dev.signalbox.platform.database.Rows;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Who belongs to a project: everybody of the tenant when it is public, else those who were let in. */
@Repository
class ProjectPeopleRepository {

    private static final int MOST = 1000;
    private static final String SELECT = """
            select u.user_id as id, u.display_name, u.email
            from member m
            join user_account u on u.user_id = m.user_id
            where m.tenant_id = :tenant and m.disabled_at is null
              and (exists (select 1 from project p
                           where p.tenant_id = m.tenant_id and p.project_id = :project and p.public)
                   or exists (select 1 from project_member pm
                              where pm.tenant_id = m.tenant_id and pm.project_id = :project and pm.user_id = m.user_id))
            """;

    private final DatabaseClient db;
    private final Rows rows;

    ProjectPeopleRepository(DatabaseClient db, Rows rows) {
        this.db = db;
        this.rows = rows;
    }

    record Person(UserId id, String displayName, String email) {}

    Flux<Person> list(TenantId tenant, ProjectId project) {
        return db.sql(SELECT + " order by lower(u.display_name), u.user_id limit " + MOST)
                .bind("tenant", tenant.value())
                .bind("project", project.value())
                .map(rows.to(Person.class))
                .all();
    }

    Mono<Person> find(TenantId tenant, ProjectId project, UserId person) {
        return db.sql(SELECT + " and m.user_id = :person")
                .bind("tenant", tenant.value())
                .bind("project", project.value())
                .bind("person", person.value())
                .map(rows.to(Person.class))
                .one();
    }
}
