package dev.signalbox.platform.runs;

import dev.signalbox.platform.access.Access;
import dev.signalbox.platform.access.Scope;
import dev.signalbox.platform.access.TenantTransaction;
import dev.signalbox.platform.journal.LiveRun;
import dev.signalbox.platform.journal.RunId;
import dev.signalbox.platform.journal.RunJournal;
import dev.signalbox.platform.paging.Cursors;
import dev.signalbox.platform.paging.Page;
import dev.signalbox.platform.problem.ApiException;
import dev.signalbox.platform.runs.RunRepository.RunKey;
import dev.signalbox.platform.workflows.PublishedWorkflows;
import dev.signalbox.platform.workflows.Workflow;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What one can read about runs. */
@Service
public class RunService {

    private final RunRepository runs;
    private final RunJournal journal;
    private final PublishedWorkflows workflows;
    private final Access access;
    private final TenantTransaction transaction;
    private final Cursors cursors;

    RunService(
            RunRepository runs,
            RunJournal journal,
            PublishedWorkflows workflows,
            Access access,
            TenantTransaction transaction,
            Cursors cursors) {
        this.runs = runs;
        this.journal = journal;
        this.workflows = workflows;
        this.access = access;
        this.transaction = transaction;
        this.cursors = cursors;
    }

    /** The newest first, of all projects the caller sees. */
    public Mono<Page<Run>> list(RunFilter filter, int limit, @Nullable String cursor) {
        return Access.current().flatMap(caller -> {
            String binding = "runs|%s|%s".formatted(caller.tenant(), filter);
            RunKey before = cursor == null ? null : key(cursors.open(binding, cursor));
            return access.visibleProjects()
                    .flatMap(projects ->
                            transaction.required(runs.listBefore(caller.tenant(), projects, filter, before, limit + 1)
                                    .collectList()))
                    .map(found -> Page.of(found, limit, last -> cursors.seal(binding, last.startedAt(), last.runId())));
        });
    }

    Mono<Page<Run>> listOfWorkflow(Workflow.Id workflow, int limit, @Nullable String cursor) {
        return workflows.check(workflow, Scope.WORKFLOW_READ).then(list(RunFilter.ofWorkflow(workflow), limit, cursor));
    }

    public Mono<RunSummary> summary(Workflow.Id workflow, RunId run) {
        return transaction.required(find(workflow, run, Scope.WORKFLOW_READ).flatMap(found -> live(run)
                .flatMap(live -> lineage(found, live).map(kin -> RunSummary.of(found, live, kin)))));
    }

    private Mono<Lineage> lineage(Run run, LiveRun live) {
        Mono<JsonNode> retry = run.retryOf() == null ? Mono.empty() : runs.findTakenOver(live.tenant(), run.runId());
        Mono<JsonNode> repair =
                live.facts().generation() == 1 ? Mono.empty() : runs.findLastRepair(live.tenant(), run.runId());
        return retry.map(Optional::of).defaultIfEmpty(Optional.empty()).flatMap(taken -> repair.map(Optional::of)
                .defaultIfEmpty(Optional.empty())
                .map(last -> new Lineage(taken.orElse(null), last.orElse(null))));
    }

    public Mono<Events> events(Workflow.Id workflow, RunId run, long afterSeq, int limit) {
        return transaction.required(find(workflow, run, Scope.WORKFLOW_READ)
                .then(Access.current())
                .flatMap(caller -> runs.listEventsAfter(caller.tenant(), run, afterSeq, limit + 1)
                        .collectList())
                .map(found -> Events.of(found, limit)));
    }

    /** What templates of later steps read: the input, and of each step its input and result, with what people changed on top. */
    Mono<ObjectNode> context(Workflow.Id workflow, RunId run) {
        return transaction.required(
                find(workflow, run, Scope.WORKFLOW_READ).then(live(run)).map(LiveRun::context));
    }

    Mono<Timeline> timeline(Workflow.Id workflow, RunId run) {
        return transaction.required(
                find(workflow, run, Scope.WORKFLOW_READ).then(live(run)).map(Timeline::of));
    }

    /** The run, when it belongs to the workflow and the caller may do this with it; else the answer for one that never was. */
    public Mono<Run> find(Workflow.Id workflow, RunId run, Scope scope) {
        return find(run, scope, found -> found.workflowId().equals(workflow));
    }

    /** The run, when the caller may do this with it; else the answer for one that never was. */
    public Mono<Run> find(RunId run, Scope scope) {
        return find(run, scope, _ -> true);
    }

    private Mono<Run> find(RunId run, Scope scope, Predicate<Run> wanted) {
        return Access.current()
                .flatMap(caller -> transaction.required(runs.find(caller.tenant(), run)))
                .filter(wanted)
                .switchIfEmpty(Mono.error(() -> ApiException.notFound("Run", run)))
                .delayUntil(found -> access.check(found.projectId(), scope, () -> ApiException.notFound("Run", run)));
    }

    private Mono<LiveRun> live(RunId run) {
        return Access.current().flatMap(caller -> journal.read(caller.tenant(), run));
    }

    private static RunKey key(List<String> parts) {
        return new RunKey(Instant.parse(parts.get(0)), RunId.of(parts.get(1)));
    }

    /** @param nextAfterSeq what to ask the following page with, null when these are all so far */
    public record Events(
            List<RecordedEvent> items, @Nullable Long nextAfterSeq) {

        static Events of(List<RecordedEvent> oneMore, int limit) {
            return oneMore.size() <= limit
                    ? new Events(oneMore, null)
                    : new Events(
                            oneMore.subList(0, limit), oneMore.get(limit - 1).seq());
        }
    }
}
