package dev.signalbox.platform.workflows;

import dev.signalbox.platform.access.Access;
import dev.signalbox.platform.access.TenantTransaction;
import dev.signalbox.platform.paging.Cursors;
import dev.signalbox.platform.paging.Page;
import dev.signalbox.platform.problem.ApiException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

/** Publishes drafts, and compares what was published. */
@Service
class WorkflowVersionService {

    private final WorkflowService workflows;
    private final WorkflowVersionRepository versions;
    private final Validator validator;
    private final TenantTransaction transaction;
    private final Cursors cursors;

    WorkflowVersionService(
            WorkflowService workflows,
            WorkflowVersionRepository versions,
            Validator validator,
            TenantTransaction transaction,
            Cursors cursors) {
        this.workflows = workflows;
        this.versions = versions;
        this.validator = validator;
        this.transaction = transaction;
        this.cursors = cursors;
    }

    Mono<Page<WorkflowVersion>> list(Workflow.Id id, int limit, @Nullable String cursor) {
        return workflows.get(id).then(Access.current()).flatMap(caller -> {
            String binding = "versions|" + caller.tenant() + "|" + id;
            int before = cursor == null
                    ? Integer.MAX_VALUE
                    : Integer.parseInt(cursors.open(binding, cursor).getFirst());
            return transaction
                    .required(versions.findBefore(caller.tenant(), id, before, limit + 1)
                            .collectList())
                    .map(found -> Page.of(found, limit, last -> cursors.seal(binding, last.version())));
        });
    }

    Mono<WorkflowVersion> get(Workflow.Id id, int version) {
        return workflows.get(id).then(find(id, version));
    }

    /**
     * Freezes the draft, or rolls back: an older version becomes the newest one and the draft.
     *
     * @param revision what the publisher has seen; null when they do not mind
     * @param rollBackTo the version to publish again; null for the draft
     */
    Mono<WorkflowVersion> publish(Workflow.Id id, String notes, @Nullable Long revision, @Nullable Integer rollBackTo) {
        return workflows
                .changeable(id)
                .doOnNext(found -> unchanged(found, revision))
                .flatMap(found -> graph(found, rollBackTo)
                        .delayUntil(graph -> validator.validate(found, graph).doOnNext(Validator::refuseInvalid))
                        .flatMap(graph -> publish(found, graph, notes)));
    }

    Mono<GraphDiff> diff(Workflow.Id id, int from, int to) {
        return get(id, from).flatMap(old -> find(id, to)
                .map(fresh -> GraphDiff.of(
                        from, Objects.requireNonNull(old.graph()), to, Objects.requireNonNull(fresh.graph()))));
    }

    private Mono<JsonNode> graph(Workflow workflow, @Nullable Integer rollBackTo) {
        return rollBackTo == null
                ? Mono.just(Objects.requireNonNull(workflow.graph()))
                : find(workflow.id(), rollBackTo).map(old -> Objects.requireNonNull(old.graph()));
    }

    private Mono<WorkflowVersion> publish(Workflow seen, JsonNode graph, String notes) {
        return Access.current()
                .flatMap(caller -> transaction.required(versions.publish(
                                caller, seen.id(), graph, notes, seen.revision())
                        .switchIfEmpty(Mono.error(() -> ApiException.conflict(
                                "The draft was changed while it was being published. Look at it again, then publish.")))
                        .delayUntil(_ -> workflows.record("publish", seen.id()))));
    }

    private Mono<WorkflowVersion> find(Workflow.Id id, int version) {
        return Access.current()
                .flatMap(caller -> transaction.required(versions.find(caller.tenant(), id, version)))
                .switchIfEmpty(Mono.error(() -> ApiException.notFound("Version", version)));
    }

    private static void unchanged(Workflow workflow, @Nullable Long revision) {
        if (revision != null && revision != workflow.revision()) {
            throw ApiException.staleVersion("Workflow", workflow.revision());
        }
    }
}
