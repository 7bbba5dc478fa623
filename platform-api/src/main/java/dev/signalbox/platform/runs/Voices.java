package dev.signalbox.platform.runs;

import dev.signalbox.platform.access.Access;
import dev.signalbox.platform.access.Caller;
import dev.signalbox.platform.access.Scope;
import dev.signalbox.platform.engine.Graph;
import dev.signalbox.platform.engine.Step;
import dev.signalbox.platform.engine.StepKey;
import dev.signalbox.platform.journal.LiveRun;
import dev.signalbox.platform.problem.ApiException;
import dev.signalbox.platform.problem.ErrorCode;
import java.util.List;
import java.util.Set;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Guarantee: nobody states what a person has answered who could not have answered themselves. */
@Component
class Voices {

    private final Access access;

    Voices(Access access) {
        this.access = access;
    }

    /**
     * Completes when the caller may state the results of these steps.
     *
     * @param graph in which they stand
     */
    Mono<Void> check(LiveRun run, Graph graph, Set<String> stepIds) {
        List<Step.HumanTask> tasks = stepIds.stream()
                .flatMap(id -> graph.find(StepKey.of(id)).stream())
                .filter(Step.HumanTask.class::isInstance)
                .map(Step.HumanTask.class::cast)
                .toList();
        return tasks.isEmpty()
                ? Mono.empty()
                : access.check(
                                run.facts().projectId(),
                                Scope.TASK_COMPLETE,
                                () -> ApiException.notFound("Run", run.facts().runId()))
                        .then(Access.current())
                        .doOnNext(caller -> tasks.forEach(task -> check(caller, task)))
                        .then();
    }

    private static void check(Caller caller, Step.HumanTask task) {
        boolean isAsked = task.assignees().isEmpty()
                || task.assignees().contains(caller.user().toString())
                || task.assignees().stream().anyMatch(caller.email()::equalsIgnoreCase);
        if (!isAsked) {
            throw new ApiException(
                    ErrorCode.PERMISSION_DENIED,
                    "Step %s is assigned to others: only they can say what they answer.".formatted(task.id()));
        }
    }
}
