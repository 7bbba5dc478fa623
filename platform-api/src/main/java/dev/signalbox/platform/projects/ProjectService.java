package dev.signalbox.platform.projects;

import dev.signalbox.platform.access.Access;
import dev.signalbox.platform.access.ProjectId;
import dev.signalbox.platform.access.ProjectRole;
import dev.signalbox.platform.access.TenantId;
import dev.signalbox.platform.access.TenantTransaction;
import dev.signalbox.platform.access.UserId;
import dev.signalbox.platform.audit.Audit;
import dev.signalbox.platform.paging.Cursors;
import dev.signalbox.platform.paging.Page;
import dev.signalbox.platform.problem.ApiException;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;

/** What one may do with projects. */
@Service
public class ProjectService {

    private final ProjectRepository projects;
    private final TenantTransaction transaction;
    private final Audit audit;
    private final Cursors cursors;

    ProjectService(ProjectRepository projects, TenantTransaction transaction, Audit audit, Cursors cursors) {
        this.projects = projects;
        this.transaction = transaction;
        this.audit = audit;
        this.cursors = cursors;
    }

    Mono<Page<Project>> list(int limit, @Nullable String cursor) {
        return Access.current().flatMap(caller -> {
            String binding = "projects|" + caller.tenant();
            String after = cursor == null ? "" : cursors.open(binding, cursor).getFirst();
            return transaction
                    .required(projects.findAfter(caller, after, limit + 1).collectList())
                    .map(found -> Page.of(found, limit, last -> cursors.seal(binding, last.slug())));
        });
    }

    Mono<Project> get(ProjectId id) {
        return Access.current()
                .flatMap(caller -> transaction.required(projects.find(caller, id)))
                .switchIfEmpty(Mono.error(() -> ApiException.notFound("Project", id)));
    }

    Mono<Project> create(String name, String slug, boolean open) {
        return Access.current()
                .flatMap(caller -> transaction.required(create(caller.tenant(), caller.user(), name, slug, open)
                        .delayUntil(id ->
                                audit.record("project.create", "project/" + id, Map.of("slug", slug, "public", open)))
                        .flatMap(this::get)));
    }

    /** Makes a project with its first admin, inside the transaction of the one who asks. */
    public Mono<ProjectId> create(TenantId tenant, UserId admin, String name, String slug, boolean open) {
        var id = new ProjectId(UUID.randomUUID());
        return transaction
                .in(tenant, projects.insert(tenant, id, slug, name, open).then(projects.insertAdmin(tenant, id, admin)))
                .onErrorMap(DuplicateKeyException.class, _ -> ApiException.alreadyExists("Project", slug))
                .thenReturn(id);
    }

    Mono<Project> update(ProjectId id, @Nullable String name, @Nullable Boolean open, long version) {
        return administered(id).flatMap(current -> Access.current()
                .flatMap(caller -> transaction.required(projects.update(caller.tenant(), id, name, open, version)
                        .filter(updated -> updated)
                        .switchIfEmpty(Mono.error(() -> ApiException.staleVersion("Project", current.version())))
                        .delayUntil(_ -> audit.record("project.update", "project/" + id, Map.of()))
                        .then(get(id)))));
    }

    Mono<Void> archive(ProjectId id) {
        return administered(id)
                .then(Access.current())
                .flatMap(caller -> transaction.required(projects.archive(caller.tenant(), id)
                        .then(audit.record("project.archive", "project/" + id, Map.of()))));
    }

    /** A tenant's admin may open a private project, but changing one takes an admin of it. */
    private Mono<Project> administered(ProjectId id) {
        return get(id).filter(project -> project.role() == ProjectRole.PROJECT_ADMIN)
                .switchIfEmpty(Mono.error(() -> ApiException.insufficientScope("project:manage")));
    }
}
