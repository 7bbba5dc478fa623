package dev.signalbox.platform.calls;

import dev.signalbox.platform.access.TenantTransaction;
import dev.signalbox.platform.background.BackgroundLoop;
import dev.signalbox.platform.calls.CallRepository.Unsettled;
import dev.signalbox.platform.engine.Visit;
import dev.signalbox.platform.journal.LiveRun;
import dev.signalbox.platform.journal.RunHints;
import dev.signalbox.platform.journal.RunJournal;
import dev.signalbox.platform.runs.ChildRuns;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Carries to parents how their children ended, and stops children that nobody waits for any more. What it finds was committed with
 * that end, so a node that dies in between loses nothing; done twice, it changes nothing.
 */
@Component
class Settling extends BackgroundLoop {

    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final CallRepository calls;
    private final ChildRuns children;
    private final RunJournal journal;
    private final RunHints hints;
    private final TenantTransaction transaction;
    private final Clock clock;

    Settling(
            CallRepository calls,
            ChildRuns children,
            RunJournal journal,
            RunHints hints,
            TenantTransaction transaction,
            Clock clock) {
        super("settle the calls between runs");
        this.calls = calls;
        this.children = children;
        this.journal = journal;
        this.hints = hints;
        this.transaction = transaction;
        this.clock = clock;
    }

    /** One call that cannot be settled must not keep the others open. */
    Mono<Void> settleAll() {
        return calls.listUnsettled()
                .collectList()
                .flatMapIterable(unsettled -> unsettled)
                .concatMap(call -> orLater(call.childRunId(), settle(call)))
                .then();
    }

    private Mono<Void> settle(Unsettled call) {
        return transaction.in(
                call.tenantId(),
                switch (call.todo()) {
                    case RETURN -> giveBack(call);
                    case STOP -> stop(call);
                });
    }

    /** Under the parent's lock alone: the child has ended and does not change any more. */
    private Mono<Void> giveBack(Unsettled call) {
        return journal.lock(call.tenantId(), call.parentRunId())
                .flatMap(
                        parent -> Mono.justOrEmpty(waiting(parent, call)).flatMap(visit -> finish(parent, visit, call)))
                .then(Mono.defer(() -> calls.settled(call)));
    }

    private static Optional<Visit> waiting(LiveRun parent, Unsettled call) {
        return parent.journal()
                .visit(call.stepKey())
                .filter(visit -> visit.status() == Visit.Status.WAITING)
                .filter(visit -> parent.childId(visit).equals(call.childRunId()));
    }

    private Mono<LiveRun> finish(LiveRun parent, Visit visit, Unsettled call) {
        return children.find(call.tenantId(), call.childRunId())
                .map(child -> parent.finish(visit.key(), Returning.of(child), clock.instant()))
                .flatMap(finished -> journal.write(parent, parent.state().woken(), finished));
    }

    /** Its end marks its return, which then finds nobody who waits. */
    private Mono<Void> stop(Unsettled call) {
        Instant now = clock.instant();
        return journal.lock(call.tenantId(), call.childRunId())
                .filter(child -> !child.state().status().ended())
                .flatMap(child -> journal.write(
                        child,
                        child.state().takenAway().stopped(now),
                        child.stop(now).progress()))
                .then();
    }

    @Override
    protected Flux<?> work() {
        return Flux.merge(
                every(PAUSE, Mono.defer(this::settleAll)),
                hints.movedCalls().concatMap(_ -> orLater(Mono.defer(this::settleAll)), 1));
    }
}
