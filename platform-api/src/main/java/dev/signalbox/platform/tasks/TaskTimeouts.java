package dev.signalbox.platform.tasks;

import dev.signalbox.platform.access.TenantTransaction;
import dev.signalbox.platform.background.BackgroundLoop;
import dev.signalbox.platform.engine.FailureCode;
import dev.signalbox.platform.engine.Outcome;
import dev.signalbox.platform.engine.RunStatus;
import dev.signalbox.platform.journal.LiveRun;
import dev.signalbox.platform.journal.RunJournal;
import dev.signalbox.platform.tasks.TaskRepository.Decided;
import dev.signalbox.platform.tasks.TaskRepository.DueTask;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Answers with the default, or fails the step, when nobody answered in time. Races with people by the same rule as people do. */
@Component
class TaskTimeouts extends BackgroundLoop {

    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final TaskRepository tasks;
    private final RunJournal journal;
    private final TenantTransaction transaction;
    private final Clock clock;

    TaskTimeouts(TaskRepository tasks, RunJournal journal, TenantTransaction transaction, Clock clock) {
        super("close overdue tasks");
        this.tasks = tasks;
        this.journal = journal;
        this.transaction = transaction;
        this.clock = clock;
    }

    /** One task that cannot be closed must not keep the others open. */
    Mono<Void> expireAll() {
        return tasks.listDue()
                .collectList()
                .flatMapIterable(due -> due)
                .concatMap(due -> orLater(due.taskId(), expire(due)))
                .then();
    }

    private Mono<Void> expire(DueTask due) {
        return transaction.in(
                due.tenantId(),
                journal.lock(due.tenantId(), due.runId())
                        .filter(live -> live.state().status() != RunStatus.PAUSED)
                        .flatMap(live -> tasks.find(due.tenantId(), due.runId(), due.taskId())
                                .filter(this::isOver)
                                .flatMap(task -> expire(live, task))));
    }

    /** Looked at again under the run's lock: an answer or a pause may have come first. */
    private boolean isOver(HumanTask task) {
        return task.status() == HumanTask.Status.OPEN
                && task.dueAt() != null
                && !clock.instant().isBefore(task.dueAt());
    }

    private Mono<Void> expire(LiveRun live, HumanTask task) {
        Instant now = clock.instant();
        JsonNode byDefault = task.timeoutDefault();
        ObjectNode result = byDefault == null ? null : TimeoutDefault.result(byDefault, task.options());
        Outcome outcome = result == null
                ? Outcome.failed(FailureCode.HUMAN_TASK_FAILED, "Nobody answered in time.", false)
                : Outcome.succeeded(result);
        var decided = result == null
                ? new Decided(HumanTask.Status.TIMED_OUT, null, null, null, null, now)
                : new Decided(
                        HumanTask.Status.TIMED_OUT,
                        result.path("approved").booleanValue(false),
                        result.path("option").stringValue(null),
                        null,
                        null,
                        now);
        return tasks.decide(live.tenant(), task.taskId(), decided)
                .then(journal.write(live, live.state().woken(), live.finish(task.stepId(), outcome, now)))
                .then();
    }

    @Override
    protected Flux<Void> work() {
        return every(PAUSE, Mono.defer(this::expireAll));
    }
}
