package dev.signalbox.platform.guided;

import dev.signalbox.platform.engine.Blocker;
import dev.signalbox.platform.engine.RunStatus;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What an agent is told to do now. */
final class Message {

    static final String MISFIT =
            "The answer does not fit expected_output: correct it as problems says, and send it again.";

    private static final String LATER = " Ask for the status later.";

    private Message() {}

    static String of(RunStatus status, @Nullable GuidedStep step, List<Blocker> blockers) {
        return switch (status) {
            case COMPLETED -> "The run is complete.";
            case FAILED -> "The run failed. Start a new one.";
            case STOPPED -> "The run was stopped. Start a new one.";
            case PAUSED -> "The run is paused." + LATER;
            case DRAINING -> "The run is about to stop." + LATER;
            case PENDING, QUEUED, STARTING, RUNNING ->
                step == null ? waiting(blockers) : "Answer step %s with advance.".formatted(step.id());
        };
    }

    private static String waiting(List<Blocker> blockers) {
        return blockers.stream()
                        .min(java.util.Comparator.comparing(Blocker::kind))
                        .map(blocker -> switch (blocker.kind()) {
                            case HUMAN_TASK -> "The run waits for a person: %s.".formatted(blocker.name());
                            case RETRY -> "%s is tried again soon.".formatted(blocker.name());
                            case TIMER -> "The run waits for a time to come: %s.".formatted(blocker.name());
                            case GUIDED, SIGNAL -> "The run waits: %s.".formatted(blocker.name());
                            case WORKFLOW_CALL -> "The run waits for another run: %s.".formatted(blocker.name());
                        })
                        .orElse("The run goes on by itself.")
                + LATER;
    }
}
