package dev.signalbox.platform.tasks;

import dev.signalbox.platform.access.UserId;
import dev.signalbox.platform.engine.Outcome;
import dev.signalbox.platform.engine.Progress;
import dev.signalbox.platform.engine.RunContext;
import dev.signalbox.platform.engine.RunEvent;
import dev.signalbox.platform.journal.LiveRun;
import dev.signalbox.platform.journal.RunState;
import dev.signalbox.platform.problem.ApiException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/** What an answer changes in its run. Edits change what later steps read, and never what was recorded. */
record Change(RunState next, Progress progress) {

    static Change of(LiveRun live, HumanTask task, Answer answer, UserId by, Instant now) {
        Progress finished = live.finish(task.stepId(), Outcome.succeeded(answer.outcome()), now);
        List<RunEvent> events = new ArrayList<>();
        for (RunEvent event : finished.events()) {
            events.add(event.type() == RunEvent.Type.HUMAN_TASK_COMPLETED ? event.with("by", by) : event);
        }
        RunState next = live.state().woken();
        if (answer.contextEdits() != null && !answer.contextEdits().isEmpty()) {
            next = next.edited(edits(live, finished, answer.contextEdits()));
            events.add(RunEvent.of(RunEvent.Type.CONTEXT_EDITED, task.stepId())
                    .with("by", by)
                    .with("edits", answer.contextEdits()));
        }
        return new Change(next, new Progress(finished.visits(), events));
    }

    /** The step itself has just completed, so its result may be edited too. */
    private static ObjectNode edits(LiveRun live, Progress finished, ObjectNode edits) {
        try {
            return RunContext.edit(live.journal().with(finished.visits()), edits);
        } catch (IllegalArgumentException e) {
            throw ApiException.invalid("context_edits", String.valueOf(e.getMessage()));
        }
    }
}
