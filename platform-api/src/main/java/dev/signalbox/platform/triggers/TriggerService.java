package dev.signalbox.platform.triggers;

import dev.signalbox.platform.access.Access;
import dev.signalbox.platform.access.ProjectId;
import dev.signalbox.platform.access.Scope;
import dev.signalbox.platform.access.TenantTransaction;
import dev.signalbox.platform.audit.Audit;
import dev.signalbox.platform.paging.Cursors;
import dev.signalbox.platform.paging.Page;
import dev.signalbox.platform.problem.ApiException;
import dev.signalbox.platform.runs.RunCommands;
import dev.signalbox.platform.workflows.PublishedWorkflows;
import dev.signalbox.platform.workflows.Workflow;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;

/** What one may do with the triggers of a workflow. Whoever saves one answers for it: its runs act for them. */
@Service
class TriggerService {

    private static final Instant LATEST = Instant.parse("9999-01-01T00:00:00Z");
    private static final UUID LAST = new UUID(-1, -1);

    private final TriggerRepository triggers;
    private final FireRepository fires;
    private final PublishedWorkflows workflows;
    private final RunCommands runs;
    private final Access access;
    private final TenantTransaction transaction;
    private final Audit audit;
    private final Cursors cursors;
    private final InstantSource clock;

    TriggerService(
            TriggerRepository triggers,
            FireRepository fires,
            PublishedWorkflows workflows,
            RunCommands runs,
            Access access,
            TenantTransaction transaction,
            Audit audit,
            Cursors cursors,
            InstantSource clock) {
        this.triggers = triggers;
        this.fires = fires;
        this.workflows = workflows;
        this.runs = runs;
        this.access = access;
        this.transaction = transaction;
        this.audit = audit;
        this.cursors = cursors;
        this.clock = clock;
    }

    /** The newest first, of all projects the caller sees; null names no workflow, or no project. */
    Mono<Page<Trigger>> list(
            Workflow.@Nullable Id workflow, @Nullable ProjectId project, int limit, @Nullable String cursor) {
        return Access.current().flatMap(caller -> {
            String binding = "triggers|%s|%s|%s".formatted(caller.tenant(), workflow, project);
            List<String> last = cursor == null ? List.of() : cursors.open(binding, cursor);
            Instant created = last.isEmpty() ? LATEST : Instant.parse(last.getFirst());
            UUID id = last.isEmpty() ? LAST : UUID.fromString(last.getLast());
            return access.visibleProjects()
                    .map(seen -> seen.stream()
                            .filter(one -> project == null || one.equals(project))
                            .toList())
                    .flatMap(projects -> transaction.required(
                            triggers.findBefore(caller.tenant(), projects, workflow, created, id, limit + 1)
                                    .collectList()))
                    .map(found -> Page.of(found, limit, one -> cursors.seal(binding, one.createdAt(), one.id())));
        });
    }

    Mono<Page<Trigger>> listOfWorkflow(Workflow.Id workflow, int limit, @Nullable String cursor) {
        return workflows.check(workflow, Scope.WORKFLOW_READ).then(list(workflow, null, limit, cursor));
    }

    Mono<Trigger> create(Workflow.Id workflow, TriggerSettings settings) {
        Instant first = settings.firstFire(clock.instant());
        return transaction
                .required(workflows
                        .find(workflow, Scope.WORKFLOW_EDIT)
                        .delayUntil(_ -> runnable(workflow, settings))
                        .zipWith(Access.current())
                        .flatMap(found -> triggers.insert(
                                found.getT2(), found.getT1(), settings, settings.enabled() ? first : null))
                        .delayUntil(made -> record("create", made)))
                .onErrorMap(DuplicateKeyException.class, _ -> ApiException.alreadyExists("Trigger", settings.name()));
    }

    /** The trigger, when it belongs to the workflow and the caller may do this with it; else the answer for one that never was. */
    Mono<Trigger> find(Workflow.Id workflow, Trigger.Id id, Scope scope) {
        return Access.current()
                .flatMap(caller -> transaction.required(triggers.find(caller.tenant(), id)))
                .filter(found -> found.workflowId().equals(workflow))
                .switchIfEmpty(Mono.error(() -> notFound(id)))
                .delayUntil(found -> access.check(found.projectId(), scope, () -> notFound(id)));
    }

    Mono<Trigger> update(Workflow.Id workflow, Trigger.Id id, UnaryOperator<TriggerSettings> change, long revision) {
        return transaction.required(lock(workflow, id)
                .flatMap(current -> save(current, change.apply(current.settings()), revision))
                .delayUntil(saved -> record("update", saved)));
    }

    /** Fires that would have come while it was paused are not made up for. */
    Mono<Trigger> enable(Workflow.Id workflow, Trigger.Id id) {
        return transaction.required(lock(workflow, id)
                .flatMap(current -> save(current, current.settings().whenEnabled(), current.revision()))
                .delayUntil(saved -> record("enable", saved)));
    }

    Mono<Trigger> pause(Workflow.Id workflow, Trigger.Id id) {
        return transaction.required(lock(workflow, id)
                .then(Access.current())
                .flatMap(caller -> triggers.pause(caller.tenant(), id))
                .delayUntil(this::dropQueued)
                .delayUntil(paused -> record("pause", paused)));
    }

    /** Its runs go on. */
    Mono<Void> delete(Workflow.Id workflow, Trigger.Id id) {
        return transaction.required(find(workflow, id, Scope.WORKFLOW_EDIT)
                .zipWith(Access.current())
                .flatMap(found -> triggers.delete(found.getT2().tenant(), id).then(record("delete", found.getT1()))));
    }

    /** So that it is not fired while it is changed. */
    private Mono<Trigger> lock(Workflow.Id workflow, Trigger.Id id) {
        return find(workflow, id, Scope.WORKFLOW_EDIT)
                .then(Access.current())
                .flatMap(caller -> triggers.lock(caller.tenant(), id));
    }

    private Mono<Trigger> save(Trigger current, TriggerSettings settings, long revision) {
        Instant next = nextFire(current, settings);
        return runnable(current.workflowId(), settings)
                .then(Access.current())
                .flatMap(caller -> triggers.update(caller, current.id(), settings, next, revision))
                .switchIfEmpty(Mono.error(() -> ApiException.staleVersion("Trigger", current.revision())))
                .delayUntil(saved -> saved.enabled() ? Mono.empty() : dropQueued(saved))
                .onErrorMap(DuplicateKeyException.class, _ -> ApiException.alreadyExists("Trigger", settings.name()));
    }

    /** What is due stays due when something else is changed. */
    private @Nullable Instant nextFire(Trigger current, TriggerSettings settings) {
        if (settings.firesLike(current.settings())) {
            return current.nextFireAt();
        }
        Instant first = settings.firstFire(clock.instant());
        return settings.enabled() ? first : null;
    }

    private Mono<Void> dropQueued(Trigger paused) {
        return Access.current().flatMap(caller -> fires.dropQueued(caller.tenant(), paused.id()));
    }

    /** Nobody gives an order they could not carry out themselves. */
    private Mono<Void> runnable(Workflow.Id workflow, TriggerSettings settings) {
        return runs.check(workflow, settings.start()).onErrorMap(ApiException.class, StartRefusal::inWordsOfTriggers);
    }

    private Mono<Void> record(String deed, Trigger trigger) {
        return audit.record("trigger." + deed, "trigger/" + trigger.id(), Map.of("workflow", trigger.workflowId()));
    }

    private static ApiException notFound(Trigger.Id id) {
        return ApiException.notFound("Trigger", id);
    }
}
