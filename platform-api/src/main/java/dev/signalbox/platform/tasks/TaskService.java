package dev.signalbox.platform.tasks;

import dev.signalbox.platform.access.Access;
import dev.signalbox.platform.access.Caller;
import dev.signalbox.platform.access.Scope;
import dev.signalbox.platform.access.TenantTransaction;
import dev.signalbox.platform.audit.Audit;
import dev.signalbox.platform.journal.LiveRun;
import dev.signalbox.platform.journal.RunId;
import dev.signalbox.platform.journal.RunJournal;
import dev.signalbox.platform.paging.Cursors;
import dev.signalbox.platform.paging.Page;
import dev.signalbox.platform.problem.ApiException;
import dev.signalbox.platform.problem.ErrorCode;
import dev.signalbox.platform.runs.RunService;
import dev.signalbox.platform.tasks.TaskRepository.Decided;
import dev.signalbox.platform.tasks.TaskRepository.TaskKey;
import dev.signalbox.platform.workflows.Workflow;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;

/** The inboxes, and the answers that people give. */
@Service
public class TaskService {

    private final TaskRepository tasks;
    private final RunService runs;
    private final RunJournal journal;
    private final Access access;
    private final TenantTransaction transaction;
    private final Audit audit;
    private final Cursors cursors;
    private final Clock clock;

    TaskService(
            TaskRepository tasks,
            RunService runs,
            RunJournal journal,
            Access access,
            TenantTransaction transaction,
            Audit audit,
            Cursors cursors,
            Clock clock) {
        this.tasks = tasks;
        this.runs = runs;
        this.journal = journal;
        this.access = access;
        this.transaction = transaction;
        this.audit = audit;
        this.cursors = cursors;
        this.clock = clock;
    }

    Mono<Page<HumanTask>> pending(int limit, @Nullable String cursor) {
        return Access.current().flatMap(caller -> {
            String binding = "tasks|" + caller.tenant();
            TaskKey after = cursor == null ? null : key(cursors.open(binding, cursor));
            return access.visibleProjects()
                    .flatMap(projects ->
                            transaction.required(tasks.listOpenAfter(caller.tenant(), projects, after, limit + 1)
                                    .collectList()))
                    .map(found ->
                            Page.of(found, limit, last -> cursors.seal(binding, last.createdAt(), last.taskId())));
        });
    }

    Mono<Page<HumanTask>> pendingOfRun(Workflow.Id workflow, RunId run) {
        return transaction.required(runs.find(workflow, run, Scope.TASK_READ)
                .then(Access.current())
                .flatMap(caller -> tasks.listOpenOfRun(caller.tenant(), run).collectList())
                .map(open -> new Page<>(open, null)));
    }

    /** One transaction: the answer, what it changes in the run, and the run's wake-up. The first answer wins. */
    Mono<HumanTask> complete(Workflow.Id workflow, RunId run, HumanTask.Id task, Answer answer) {
        return transaction.required(runs.find(workflow, run, Scope.TASK_COMPLETE)
                .then(Access.current())
                .flatMap(caller -> journal.lock(caller.tenant(), run)
                        .flatMap(live -> open(live, task).flatMap(found -> complete(caller, live, found, answer)))
                        .then(tasks.find(caller.tenant(), run, task))));
    }

    private Mono<HumanTask> open(LiveRun live, HumanTask.Id id) {
        return tasks.find(live.tenant(), live.facts().runId(), id)
                .switchIfEmpty(Mono.error(() -> ApiException.notFound("Task", id)))
                .flatMap(task ->
                        task.status() == HumanTask.Status.OPEN ? Mono.just(task) : Mono.error(alreadyDecided(task)));
    }

    private Mono<Void> complete(Caller caller, LiveRun live, HumanTask task, Answer answer) {
        if (!task.isFor(caller.user(), caller.email())) {
            return Mono.error(new ApiException(
                    ErrorCode.PERMISSION_DENIED, "Task %s is assigned to others.".formatted(task.taskId())));
        }
        answer.check(task);
        Instant now = clock.instant();
        var change = Change.of(live, task, answer, caller.user(), now);
        String comment = answer.text().isEmpty() ? null : answer.text();
        var decided = new Decided(
                HumanTask.Status.COMPLETED, answer.approves(), answer.option(), comment, caller.user(), now);
        return tasks.decide(live.tenant(), task.taskId(), decided)
                .then(journal.write(live, change.next(), change.progress()))
                .then(audit.record(
                        "task.complete",
                        "task/" + task.taskId(),
                        Map.of("run", task.runId(), "approved", answer.approves())));
    }

    private static ApiException alreadyDecided(HumanTask task) {
        var decision = new LinkedHashMap<String, Object>();
        decision.put("status", task.status());
        putUnlessNull(decision, "approved", task.approved());
        putUnlessNull(decision, "option", task.option());
        putUnlessNull(decision, "comment", task.comment());
        putUnlessNull(decision, "decided_by", task.decidedBy());
        putUnlessNull(decision, "decided_at", task.decidedAt());
        return new ApiException(
                ErrorCode.CONFLICT,
                "Task %s is %s already.".formatted(task.taskId(), task.status().wire()),
                List.of(),
                Map.of("decision", decision));
    }

    private static void putUnlessNull(Map<String, Object> facts, String name, @Nullable Object value) {
        if (value != null) {
            facts.put(name, value);
        }
    }

    private static TaskKey key(List<String> parts) {
        return new TaskKey(Instant.parse(parts.get(0)), HumanTask.Id.of(parts.get(1)));
    }
}
