package dev.signalbox.platform.workflows;

import dev.signalbox.platform.access.Access;
import dev.signalbox.platform.access.Scope;
import dev.signalbox.platform.access.TenantId;
import dev.signalbox.platform.access.TenantTransaction;
import dev.signalbox.platform.audit.Audit;
import dev.signalbox.platform.engine.Validation;
import dev.signalbox.platform.paging.Cursors;
import dev.signalbox.platform.paging.Page;
import dev.signalbox.platform.problem.ApiException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

/** What one may do with a workflow's draft. */
@Service
class WorkflowService {

    private static final Instant LATEST = Instant.parse("9999-01-01T00:00:00Z");
    private static final UUID LAST = new UUID(-1, -1);

    private final WorkflowRepository workflows;
    private final Validator validator;
    private final Access access;
    private final TenantTransaction transaction;
    private final Audit audit;
    private final Cursors cursors;

    WorkflowService(
            WorkflowRepository workflows,
            Validator validator,
            Access access,
            TenantTransaction transaction,
            Audit audit,
            Cursors cursors) {
        this.workflows = workflows;
        this.validator = validator;
        this.access = access;
        this.transaction = transaction;
        this.audit = audit;
        this.cursors = cursors;
    }

    Mono<Page<Workflow>> list(boolean archived, @Nullable String text, int limit, @Nullable String cursor) {
        return access.activeProject(Scope.WORKFLOW_READ)
                .flatMap(project -> Access.current().flatMap(caller -> {
                    String binding = String.join(
                            "|", "workflows", caller.tenant().toString(), project.toString(), "" + archived, "" + text);
                    List<String> last = cursor == null ? List.of() : cursors.open(binding, cursor);
                    Instant created = last.isEmpty() ? LATEST : Instant.parse(last.getFirst());
                    UUID id = last.isEmpty() ? LAST : UUID.fromString(last.getLast());
                    return transaction
                            .required(workflows
                                    .findBefore(caller.tenant(), project, archived, text, created, id, limit + 1)
                                    .collectList())
                            .map(found ->
                                    Page.of(found, limit, one -> cursors.seal(binding, one.createdAt(), one.id())));
                }));
    }

    Mono<Workflow> create(String name, String description, JsonNode graph) {
        keepable(graph);
        return access.activeProject(Scope.WORKFLOW_EDIT).flatMap(project -> Access.current()
                .flatMap(caller -> transaction.required(workflows
                        .insert(caller, project, name, description, graph)
                        .delayUntil(made -> record("create", made.id())))));
    }

    Mono<Workflow> get(Workflow.Id id) {
        return find(id, Scope.WORKFLOW_READ);
    }

    /** The workflow, when the caller may use the scope in its project. */
    Mono<Workflow> find(Workflow.Id id, Scope scope) {
        return seen(id, scope, workflows::find);
    }

    /** The same without its graph, which may be large. */
    Mono<Workflow> findHead(Workflow.Id id, Scope scope) {
        return seen(id, scope, workflows::findHead);
    }

    private Mono<Workflow> seen(Workflow.Id id, Scope scope, BiFunction<TenantId, Workflow.Id, Mono<Workflow>> read) {
        return Access.current()
                .flatMap(caller -> transaction.required(read.apply(caller.tenant(), id)))
                .switchIfEmpty(Mono.error(() -> notFound(id)))
                .delayUntil(found -> access.check(found.projectId(), scope, () -> notFound(id)));
    }

    Mono<Workflow> update(
            Workflow.Id id,
            @Nullable String name,
            @Nullable String description,
            @Nullable JsonNode graph,
            long revision) {
        keepable(graph);
        return changeable(id).flatMap(current -> Access.current()
                .flatMap(caller -> transaction.required(workflows
                        .update(caller.tenant(), id, name, description, graph, revision)
                        .switchIfEmpty(Mono.error(() -> ApiException.staleVersion("Workflow", current.revision())))
                        .delayUntil(_ -> record("update", id)))));
    }

    /** Runs go on; new ones cannot be started until it is restored. */
    Mono<Workflow> archive(Workflow.Id id) {
        return find(id, Scope.WORKFLOW_EDIT)
                .then(Access.current())
                .flatMap(caller -> transaction.required(
                        workflows.archive(caller.tenant(), id).delayUntil(_ -> record("archive", id))));
    }

    Mono<Workflow> restore(Workflow.Id id) {
        return find(id, Scope.WORKFLOW_EDIT)
                .then(Access.current())
                .flatMap(caller -> transaction.required(
                        workflows.restore(caller.tenant(), id).delayUntil(_ -> record("restore", id))));
    }

    /** @param graph null for the draft */
    Mono<Validation> validate(Workflow.Id id, @Nullable JsonNode graph) {
        return get(id).flatMap(found ->
                validator.validate(found, graph == null ? java.util.Objects.requireNonNull(found.graph()) : graph));
    }

    /** The workflow, when the caller may change it and it is not archived. */
    Mono<Workflow> changeable(Workflow.Id id) {
        return find(id, Scope.WORKFLOW_EDIT)
                .filter(found -> found.archivedAt() == null)
                .switchIfEmpty(Mono.error(() -> ApiException.conflict("The workflow is archived. Restore it first.")));
    }

    Mono<Void> record(String deed, Workflow.Id id) {
        return audit.record("workflow." + deed, "workflow/" + id, Map.of());
    }

    /** A json column takes the escape of U+0000, but no text that is later made of it: so it is refused at the door. */
    private static void keepable(@Nullable JsonNode graph) {
        if (graph != null && hasNul(graph)) {
            throw ApiException.invalid("graph", "contains the character U+0000; leave it out");
        }
    }

    private static boolean hasNul(JsonNode node) {
        return (node.isString() && node.stringValue().indexOf('\0') >= 0)
                || node.properties().stream()
                        .anyMatch(entry -> entry.getKey().indexOf('\0') >= 0 || hasNul(entry.getValue()))
                || (node.isArray() && node.valueStream().anyMatch(WorkflowService::hasNul));
    }

    static ApiException notFound(Workflow.Id id) {
        return ApiException.notFound("Workflow", id);
    }
}
