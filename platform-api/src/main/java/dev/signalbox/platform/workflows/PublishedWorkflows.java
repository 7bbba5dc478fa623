package dev.signalbox.platform.workflows;

import dev.signalbox.platform.access.Access;
import dev.signalbox.platform.access.ProjectId;
import dev.signalbox.platform.access.Scope;
import dev.signalbox.platform.access.TenantId;
import dev.signalbox.platform.access.TenantTransaction;
import dev.signalbox.platform.engine.Graph;
import dev.signalbox.platform.problem.ApiException;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;

/** Published versions, for those who run them. */
@Service
public class PublishedWorkflows {

    private final WorkflowService workflows;
    private final WorkflowVersionRepository versions;
    private final TenantTransaction transaction;
    /** They never change, so none is ever out of date. */
    private final Recent<Wanted, Graph> graphs = new Recent<>();
    /** As they were when they were asked for last. */
    private final Recent<Wanted, Published> startable = new Recent<>();

    PublishedWorkflows(WorkflowService workflows, WorkflowVersionRepository versions, TenantTransaction transaction) {
        this.workflows = workflows;
        this.versions = versions;
        this.transaction = transaction;
    }

    /**
     * What the caller may start.
     *
     * @param version null for the latest one
     */
    public Mono<Published> startable(Workflow.Id id, @Nullable Integer version) {
        return workflows
                .findHead(id, Scope.WORKFLOW_RUN)
                .flatMap(found -> {
                    Integer wanted = version == null ? found.latestVersion() : version;
                    if (found.archivedAt() != null || wanted == null) {
                        return Mono.error(notStartable(found));
                    }
                    return Access.current()
                            .flatMap(caller -> graph(caller.tenant(), id, wanted))
                            .map(graph -> new Published(id, found.projectId(), wanted, graph))
                            .delayUntil(now -> remember(version, now));
                })
                .switchIfEmpty(Mono.error(
                        () -> ApiException.invalid("params.version", "is not a published version of this workflow")));
    }

    private Mono<Void> remember(@Nullable Integer version, Published now) {
        return Access.current()
                .doOnNext(caller -> startable.keep(new Wanted(caller.tenant(), now.workflowId(), version), now))
                .then();
    }

    /**
     * What was startable when somebody of the tenant asked last; nothing when it is long ago. Whoever uses it sees to it that it
     * still is, and that the caller may.
     */
    public Optional<Published> remembered(TenantId tenant, Workflow.Id id, @Nullable Integer version) {
        return Optional.ofNullable(startable.find(new Wanted(tenant, id, version)));
    }

    /** The workflow, archived or not, when the caller may use the scope on it. */
    public Mono<Workflow> find(Workflow.Id id, Scope scope) {
        return workflows.find(id, scope);
    }

    /** Completes when the caller may use the scope on the workflow, archived or not. */
    public Mono<Void> check(Workflow.Id id, Scope scope) {
        return workflows.findHead(id, scope).then();
    }

    /** Empty when there is no such version. Published graphs never change. */
    public Mono<Graph> graph(TenantId tenant, Workflow.Id id, int version) {
        return Mono.defer(() -> Mono.justOrEmpty(graphs.find(new Wanted(tenant, id, version))))
                .switchIfEmpty(read(tenant, id, version));
    }

    private Mono<Graph> read(TenantId tenant, Workflow.Id id, int version) {
        return transaction
                .in(tenant, versions.find(tenant, id, version))
                .map(found -> Graph.read(Objects.requireNonNull(found.graph())))
                .doOnNext(graph -> graphs.keep(new Wanted(tenant, id, version), graph));
    }

    private static ApiException notStartable(Workflow workflow) {
        return ApiException.conflict(
                workflow.archivedAt() != null
                        ? "Workflow %s is archived. Restore it first.".formatted(workflow.id())
                        : "Workflow %s has no published version. Publish its draft first.".formatted(workflow.id()));
    }

    /** @param version null for the latest one */
    private record Wanted(
            TenantId tenant, Workflow.Id workflow, @Nullable Integer version) {}

    public record Published(Workflow.Id workflowId, ProjectId projectId, int version, Graph graph) {}
}
