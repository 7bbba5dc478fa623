package dev.signalbox.platform.host;

import dev.signalbox.platform.access.TenantTransaction;
import dev.signalbox.platform.engine.Failure;
import dev.signalbox.platform.engine.FailureCode;
import dev.signalbox.platform.engine.Progress;
import dev.signalbox.platform.journal.LiveRun;
import dev.signalbox.platform.journal.RunJournal;
import dev.signalbox.platform.journal.RunMovedException;
import dev.signalbox.platform.journal.RunState;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * This node's hold on a run. Waits for the database on the run's virtual thread, and through a short absence of it: an outcome
 * that cannot be written would be an effect that nobody knows of.
 */
final class Hold {

    private final Pickup pickup;
    private final PickupRepository pickups;
    private final RunJournal journal;
    private final TenantTransaction transaction;

    Hold(Pickup pickup, PickupRepository pickups, RunJournal journal, TenantTransaction transaction) {
        this.pickup = pickup;
        this.pickups = pickups;
        this.journal = journal;
        this.transaction = transaction;
    }

    /** Empty when another node was faster, or the run has ended. */
    Optional<LiveRun> take() {
        Mono<LiveRun> taken = pickups.claim(pickup)
                .filter(claimed -> claimed)
                .flatMap(_ -> journal.read(pickup.tenant(), pickup.run()));
        return transaction
                .in(pickup.tenant(), taken)
                .retryWhen(Absence.PATIENCE)
                .blockOptional();
    }

    Optional<LiveRun> read() {
        return journal.read(pickup.tenant(), pickup.run())
                .retryWhen(Absence.PATIENCE)
                .blockOptional();
    }

    boolean hasMoved(LiveRun seen) {
        return Boolean.TRUE.equals(
                journal.hasMoved(seen).retryWhen(Absence.PATIENCE).block());
    }

    LiveRun write(LiveRun seen, RunState next, Progress progress) {
        return journal.commit(seen, next, progress)
                .retryWhen(Absence.PATIENCE)
                .blockOptional()
                .orElseThrow();
    }

    /**
     * In one transaction, so that nothing can happen between the last change of the run and letting it go. False, and the run is
     * kept, when what joined that change has moved the run on: a signal that had come early, a call that could not begin.
     */
    boolean release(LiveRun seen, RunState next, Progress progress, @Nullable Instant at) {
        Mono<Boolean> released = journal.write(seen, next, progress)
                .filterWhen(after -> hasStayed(after, progress))
                .flatMap(_ -> pickups.release(pickup, at).thenReturn(true))
                .defaultIfEmpty(false);
        return Boolean.TRUE.equals(transaction
                .in(pickup.tenant(), released)
                .retryWhen(Absence.PATIENCE)
                .block());
    }

    /** For whoever picks it up then; what this node did not get written is lost to it. */
    void putBack(Instant at) {
        pickups.release(pickup, at).retryWhen(Absence.PATIENCE).block();
    }

    private Mono<Boolean> hasStayed(LiveRun after, Progress progress) {
        return progress.visits().isEmpty()
                ? Mono.just(true)
                : journal.hasMoved(after).map(moved -> !moved);
    }

    /** Ends a run that cannot be driven, whatever it is that keeps it from being driven. */
    void giveUp(String message, Instant now) {
        var failure = Failure.permanent(FailureCode.RUN_STALLED_OR_TIMED_OUT, message);
        journal.read(pickup.tenant(), pickup.run())
                .flatMap(run -> {
                    var fail = run.fail(failure, now);
                    return journal.write(run, run.state().failed(fail, now), fail.progress());
                })
                .then()
                .onErrorResume(
                        e -> !Absence.is(e) && !(e instanceof RunMovedException),
                        _ -> journal.abandon(pickup.tenant(), pickup.run(), failure, now))
                .retryWhen(Absence.PATIENCE)
                .block();
    }
}
