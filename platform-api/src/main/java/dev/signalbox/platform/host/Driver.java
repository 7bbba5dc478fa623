package dev.signalbox.platform.host;

import dev.signalbox.platform.engine.Decision;
import dev.signalbox.platform.engine.Failure;
import dev.signalbox.platform.engine.FailureCode;
import dev.signalbox.platform.engine.Outcome;
import dev.signalbox.platform.engine.Progress;
import dev.signalbox.platform.engine.RunEvent;
import dev.signalbox.platform.engine.RunStatus;
import dev.signalbox.platform.engine.StepKey;
import dev.signalbox.platform.journal.LiveRun;
import dev.signalbox.platform.journal.RunMovedException;
import dev.signalbox.platform.journal.RunState;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingDeque;
import java.util.concurrent.LinkedBlockingDeque;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;

/**
 * Drives one run on one virtual thread until it blocks: decide, write, do, write, decide again. Effects run side by side, their
 * outcomes are written one after the other. What nobody outside can notice, scripts above all, is written together ({@link
 * Draft}). Everything held here may be lost at any moment: what counts is in the journal.
 */
final class Driver {

    private static final Duration LOOK = Duration.ofSeconds(1);
    private static final Duration FAREWELL = Duration.ofSeconds(8);

    private final Hold hold;
    private final Effects effects;
    private final InstantSource clock;
    private final BooleanSupplier leaving;
    private final int yieldAfter;
    private final BlockingDeque<Signal> signals = new LinkedBlockingDeque<>();
    private final Map<StepKey, Underway> underway = new HashMap<>();
    private final Draft draft = new Draft();
    /** As it was read or written last. */
    private LiveRun written;
    /** With what is drafted. */
    private LiveRun run;

    private int writes;
    private int launches;
    private long leaveBy;

    /** @param leaving whether this node shuts down: then it begins nothing new */
    Driver(Hold hold, LiveRun run, Effects effects, InstantSource clock, BooleanSupplier leaving, int yieldAfter) {
        this.hold = hold;
        this.written = run;
        this.run = run;
        this.effects = effects;
        this.clock = clock;
        this.leaving = leaving;
        this.yieldAfter = yieldAfter;
    }

    /** Something about the run may have changed; called by any thread. */
    void ring() {
        signals.addLast(new Rung());
    }

    /** Returns when the run has ended, is parked, or belongs to another node. */
    void drive() throws InterruptedException {
        try {
            boolean ours = true;
            while (ours) {
                ours = advance();
            }
        } finally {
            underway.values().forEach(Underway::letGo);
        }
    }

    private boolean advance() throws InterruptedException {
        try {
            return step();
        } catch (RunMovedException _) {
            return reread();
        }
    }

    /** One look and what follows from it; false when this node is through with the run. */
    private boolean step() throws InterruptedException {
        Instant now = clock.instant();
        if (run.state().status() == RunStatus.QUEUED) {
            draft(run.state().begun(now), event(RunEvent.Type.RUN_STARTED));
            return true;
        }
        Instant drained = run.state().drainUntil();
        if (drained != null && !now.isBefore(drained)) {
            return end(run.fail(Failure.permanent(FailureCode.DRAIN_TIMEOUT, "Steps did not end in time."), now));
        }
        var plan = Plan.of(run.decide(now), underway.keySet());
        if (plan.end() != null) {
            return end(plan.end());
        }
        if (!plan.records().visits().isEmpty()) {
            draft(run.state(), plan.records());
            return true;
        }
        boolean goOn = !leaving.getAsBoolean() && writes < yieldAfter;
        if (goOn && plan.hasEffects()) {
            plan.orphans().forEach(this::adopt);
            begin(plan.fresh(), now);
            return true;
        }
        Instant wakeAt = earliest(plan.wakeAt(), drained);
        if (!underway.isEmpty() && !isOutOfTime()) {
            return listen(now, wakeAt);
        }
        return !hold.release(written, run.state(), draft.take(), goOn ? wakeAt : now) && reread();
    }

    /** A node that shuts down waits for effects a little, then leaves them to whoever drives the run next. */
    private boolean isOutOfTime() {
        if (!leaving.getAsBoolean()) {
            return false;
        }
        leaveBy = leaveBy == 0 ? System.nanoTime() + FAREWELL.toNanos() : leaveBy;
        return System.nanoTime() - leaveBy > 0;
    }

    private void begin(List<Decision.Effect> fresh, Instant now) {
        if (fresh.isEmpty()) {
            return;
        }
        var begun = Progress.merge(
                fresh.stream().map(effect -> run.begin(effect, now)).toList());
        if (fresh.stream().allMatch(Driver::isUnnoticed)) {
            draft(run.state(), begun);
        } else {
            write(run.state(), begun);
        }
        fresh.stream()
                .filter(effect -> !(effect instanceof Decision.OpenTask))
                .forEach(effect -> launch(effect, effects.carryOut(run, effect)));
    }

    /** Whether it may be begun before its beginning is committed: a script touches nothing, and a task is opened by the commit. */
    private static boolean isUnnoticed(Decision.Effect effect) {
        return switch (effect) {
            case Decision.RunScript _, Decision.JudgeTurn _, Decision.OpenTask _ -> true;
            case Decision.CallTool _, Decision.AskModel _, Decision.AskAgent _, Decision.CallAgentTool _ -> false;
        };
    }

    /** The node that began this effect is gone, and nobody knows how far it came. */
    private void adopt(Decision.Effect orphan) {
        launch(orphan, effects.repeat(run, orphan));
    }

    private void launch(Decision.Effect effect, Mono<Outcome> carriedOut) {
        int launch = ++launches;
        int generation = run.journal().visit(effect.key()).orElseThrow().generation();
        Disposable subscription = carriedOut.subscribe(
                outcome -> signals.addLast(new Ended(effect, launch, outcome)),
                _ -> signals.addLast(
                        new Ended(effect, launch, Outcome.unknown(effect.step().id()))));
        underway.put(effect.key(), new Underway(launch, generation, subscription));
    }

    private boolean listen(Instant now, @Nullable Instant wakeAt) throws InterruptedException {
        Duration patience = wakeAt == null ? LOOK : Duration.between(now, wakeAt);
        long most = (draft.isEmpty() ? LOOK : draft.left()).toMillis();
        Signal signal = signals.pollFirst(Math.clamp(patience.toMillis(), 1, Math.max(1, most)), TimeUnit.MILLISECONDS);
        if (signal instanceof Ended ended) {
            finish(ended);
            return true;
        }
        if (!draft.isEmpty()) {
            write(run.state(), Progress.NONE);
            return true;
        }
        return !hold.hasMoved(written) || reread();
    }

    /**
     * An outcome is not dropped when the run has moved: it is written on the run as it then stands. Unless its visit is no longer
     * there, set back by a repair or lost with a draft: then it is an answer to what nobody asks any more.
     */
    private void finish(Ended ended) {
        StepKey key = ended.effect().key();
        var awaited = underway.get(key);
        if (awaited == null || awaited.launch() != ended.launch()) {
            return;
        }
        try {
            Progress progress = run.finish(key, ended.outcome(), clock.instant());
            if (isUnnoticed(ended.effect())) {
                draft(run.state(), progress);
            } else if (!progress.visits().isEmpty()) {
                write(run.state(), progress);
            }
            underway.remove(key);
        } catch (RunMovedException moved) {
            signals.addFirst(ended);
            throw moved;
        }
    }

    private boolean end(Decision.End end) {
        Instant now = clock.instant();
        RunState ended =
                switch (end) {
                    case Decision.Complete complete -> run.state().completed(complete.output(), now);
                    case Decision.Fail fail -> run.state().failed(fail, now);
                    case Decision.Stop _ -> run.state().stopped(now);
                };
        write(ended, end.progress());
        return false;
    }

    /** To be written with what comes next, unless that takes too long. */
    private void draft(RunState next, Progress progress) {
        draft.add(progress);
        run = run.expecting(next, progress);
        writes++;
        if (draft.isDue()) {
            write(next, Progress.NONE);
        }
    }

    /** With all that is drafted before it. */
    private void write(RunState next, Progress progress) {
        draft.add(progress);
        written = hold.write(written, next, draft.take());
        run = written;
        writes++;
    }

    /** What is under way goes on, as long as nobody else has taken the run; what was drafted is decided again. */
    private boolean reread() {
        draft.drop();
        long epoch = run.state().epoch();
        var found = hold.read()
                .filter(now -> now.state().epoch() == epoch)
                .filter(now -> !now.state().status().ended());
        found.ifPresent(now -> {
            written = now;
            run = now;
        });
        letGoOfWhatWasSetBack();
        return found.isPresent();
    }

    private void letGoOfWhatWasSetBack() {
        underway.entrySet().removeIf(effect -> {
            boolean setBack = !isAwaited(effect.getKey(), effect.getValue().generation());
            if (setBack) {
                effect.getValue().letGo();
            }
            return setBack;
        });
    }

    private boolean isAwaited(StepKey key, int generation) {
        return run.journal()
                .visit(key)
                .filter(visit -> visit.generation() == generation)
                .isPresent();
    }

    private static Progress event(RunEvent.Type type) {
        return new Progress(List.of(), List.of(RunEvent.of(type)));
    }

    private static @Nullable Instant earliest(@Nullable Instant one, @Nullable Instant other) {
        if (one == null || other == null) {
            return one == null ? other : one;
        }
        return one.isBefore(other) ? one : other;
    }

    /**
     * @param launch tells it from an earlier one of the same step
     * @param generation of the visit it belongs to
     */
    private record Underway(int launch, int generation, Disposable effect) {

        void letGo() {
            effect.dispose();
        }
    }

    /** What a driver waits for while effects are under way. */
    private sealed interface Signal {}

    private record Ended(Decision.Effect effect, int launch, Outcome outcome) implements Signal {}

    private record Rung() implements Signal {}
}
