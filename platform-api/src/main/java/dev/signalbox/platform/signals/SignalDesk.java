package dev.signalbox.platform.signals;

import dev.signalbox.platform.engine.Progress;
import dev.signalbox.platform.engine.Step;
import dev.signalbox.platform.engine.Visit;
import dev.signalbox.platform.journal.LiveRun;
import dev.signalbox.platform.journal.RunJournal;
import dev.signalbox.platform.journal.RunWritten;
import java.time.Clock;
import java.util.List;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Gives steps that begin to wait the signals that came before them, in the transaction that opens the steps. */
@Component
class SignalDesk {

    private final SignalRepository signals;
    private final RunJournal journal;
    private final Clock clock;

    SignalDesk(SignalRepository signals, RunJournal journal, Clock clock) {
        this.signals = signals;
        this.journal = journal;
        this.clock = clock;
    }

    @EventListener
    void onWritten(RunWritten written) {
        LiveRun run = written.after();
        List<Visit> opened = written.opened().stream()
                .filter(visit -> run.graph().step(visit.key()) instanceof Step.Signal)
                .toList();
        if (!opened.isEmpty()) {
            written.join(deliver(run, opened));
        }
    }

    /** A write of its own on top of the one that opened the steps: whoever drives the run reads it again. */
    private Mono<Void> deliver(LiveRun run, List<Visit> opened) {
        return Flux.fromIterable(opened)
                .concatMap(visit -> deliver(run, visit))
                .collectList()
                .filter(delivered -> !delivered.isEmpty())
                .flatMap(delivered -> journal.write(run, run.state().woken(), Progress.merge(delivered)))
                .then();
    }

    private Mono<Progress> deliver(LiveRun run, Visit visit) {
        var step = (Step.Signal) run.graph().step(visit.key());
        var now = clock.instant();
        return signals.take(run.tenant(), run.facts().runId(), step.signalName(), visit.key(), now)
                .map(sent -> Delivery.of(run, visit.key(), sent, now));
    }
}
