package dev.signalbox.platform.calls;

import dev.signalbox.platform.engine.Progress;
import dev.signalbox.platform.engine.Step;
import dev.signalbox.platform.engine.Visit;
import dev.signalbox.platform.journal.LiveRun;
import dev.signalbox.platform.journal.RunAbandoned;
import dev.signalbox.platform.journal.RunHints;
import dev.signalbox.platform.journal.RunJournal;
import dev.signalbox.platform.journal.RunWritten;
import java.time.Clock;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Starts children in the transaction that opens their steps, and notes in the transaction that ends a step or a child what the
 * other one has to hear. Never locks a second run that is there already.
 */
@Component
class CallDesk {

    private final Beginning beginning;
    private final CallRepository calls;
    private final RunJournal journal;
    private final RunHints hints;
    private final Clock clock;

    CallDesk(Beginning beginning, CallRepository calls, RunJournal journal, RunHints hints, Clock clock) {
        this.beginning = beginning;
        this.calls = calls;
        this.journal = journal;
        this.hints = hints;
        this.clock = clock;
    }

    @EventListener
    void onWritten(RunWritten written) {
        LiveRun run = written.after();
        List<Visit> opened =
                written.opened().stream().filter(visit -> isCall(run, visit)).toList();
        if (!opened.isEmpty()) {
            written.join(begin(run, opened));
        }
        Stream.concat(written.withdrawn().stream(), written.progress().visits().stream())
                .filter(visit -> isCall(run, visit) && isGivenUp(visit))
                .forEach(visit -> written.join(stop(run, visit)));
        if (run.facts().parentRunId() != null && run.state().status().ended()) {
            written.join(calls.markReturn(run.tenant(), run.facts().runId()).then(hints.callsMoved(run.tenant())));
        }
    }

    @EventListener
    void onAbandoned(RunAbandoned abandoned) {
        abandoned.join(calls.markReturn(abandoned.tenant(), abandoned.run())
                .then(calls.markStopAll(abandoned.tenant(), abandoned.run())));
    }

    private static boolean isCall(LiveRun run, Visit visit) {
        return run.graph().step(visit.key()) instanceof Step.WorkflowCall;
    }

    /** A step that failed with its child finds no child to stop. */
    private static boolean isGivenUp(Visit visit) {
        return switch (visit.status()) {
            case FAILED, CANCELLED -> true;
            case RUNNING, WAITING, RETRYING, COMPLETED, SKIPPED -> false;
        };
    }

    /** Where no child can be started the step fails, by a write of its own on top: whoever drives the run reads it again. */
    private Mono<Void> begin(LiveRun run, List<Visit> opened) {
        return Flux.fromIterable(opened)
                .concatMap(visit ->
                        beginning.begin(run, visit).map(refused -> run.finish(visit.key(), refused, clock.instant())))
                .collectList()
                .filter(refused -> !refused.isEmpty())
                .flatMap(refused -> journal.write(run, run.state().woken(), Progress.merge(refused)))
                .then();
    }

    private Mono<Void> stop(LiveRun run, Visit visit) {
        return calls.markStop(run.tenant(), run.childId(visit)).then(hints.callsMoved(run.tenant()));
    }
}
