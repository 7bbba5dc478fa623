package dev.signalbox.platform.tasks;

import dev.signalbox.platform.engine.Step;
import dev.signalbox.platform.engine.Visit;
import dev.signalbox.platform.journal.LiveRun;
import dev.signalbox.platform.journal.RunAbandoned;
import dev.signalbox.platform.journal.RunWritten;
import java.time.Instant;
import java.util.stream.Stream;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Opens and closes tasks with the steps that ask for them, in the transaction that writes the step. */
@Component
class TaskDesk {

    private final TaskRepository tasks;

    TaskDesk(TaskRepository tasks) {
        this.tasks = tasks;
    }

    @EventListener
    void onWritten(RunWritten written) {
        Stream.concat(written.withdrawn().stream(), written.progress().visits().stream())
                .forEach(visit -> {
                    if (written.after().graph().step(visit.key()) instanceof Step.HumanTask step) {
                        follow(written, step, visit);
                    }
                });
    }

    /** Nobody would hear the answer. */
    @EventListener
    void onAbandoned(RunAbandoned abandoned) {
        abandoned.join(tasks.cancelAll(abandoned.tenant(), abandoned.run(), abandoned.at()));
    }

    private void follow(RunWritten written, Step.HumanTask step, Visit visit) {
        LiveRun run = written.after();
        switch (visit.status()) {
            case WAITING -> written.join(tasks.open(run, step, visit));
            case RUNNING, RETRYING -> {}
            case COMPLETED, SKIPPED, FAILED, CANCELLED -> {
                Instant ended = visit.endedAt() == null ? visit.startedAt() : visit.endedAt();
                written.join(tasks.cancel(run.tenant(), run.taskId(visit), ended));
            }
        }
    }
}
