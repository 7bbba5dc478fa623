package dev.signalbox.platform.guided;

import dev.signalbox.platform.access.TenantId;
import dev.signalbox.platform.engine.Decision;
import dev.signalbox.platform.engine.RunStatus;
import dev.signalbox.platform.journal.LiveRun;
import dev.signalbox.platform.journal.RunId;
import dev.signalbox.platform.journal.RunJournal;
import dev.signalbox.platform.notifications.Notifications;
import dev.signalbox.platform.notifications.Notifications.Channel;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Waits a little until a run asks its next question, has ended, or waits for something else; so that an agent gets the next step
 * with the answer to its last one. Holds nothing but a subscription.
 */
@Component
class Standstill {

    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final Duration LOOK = Duration.ofSeconds(1);

    private final RunJournal journal;
    private final Notifications notifications;
    private final Clock clock;

    Standstill(RunJournal journal, Notifications notifications, Clock clock) {
        this.journal = journal;
        this.notifications = notifications;
        this.clock = clock;
    }

    /** The run as it then is; as it is after a few seconds when it still moves. */
    Mono<LiveRun> of(TenantId tenant, RunId run) {
        Instant until = clock.instant().plus(PATIENCE);
        return reasonsToLook(tenant)
                .concatMap(_ -> journal.read(tenant, run), 0)
                .takeUntil(live -> isReached(live, until))
                .takeUntilOther(Mono.delay(PATIENCE))
                .takeLast(1)
                .next()
                .switchIfEmpty(Mono.defer(() -> journal.read(tenant, run)));
    }

    /** A hint may get lost, so time is a reason too; many reasons while one look goes on are one. */
    private Flux<Boolean> reasonsToLook(TenantId tenant) {
        Flux<Boolean> hinted = notifications
                .on(Channel.RUN_FEED)
                .filter(hint -> hint.equals(tenant.toString()) || hint.equals(Notifications.RESYNC))
                .map(_ -> true);
        return Flux.merge(Flux.interval(Duration.ZERO, LOOK).map(_ -> true).onBackpressureDrop(), hinted)
                .onBackpressureLatest();
    }

    private boolean isReached(LiveRun run, Instant until) {
        RunStatus status = run.state().status();
        return switch (status) {
            case PENDING, QUEUED, STARTING, DRAINING -> false;
            case RUNNING -> isStill(run, until);
            case PAUSED, COMPLETED, FAILED, STOPPED -> true;
        };
    }

    /** A call that takes its time beside a question does not keep the agent waiting; what would open at once does. */
    private boolean isStill(LiveRun run, Instant until) {
        List<Decision> next = run.decide(clock.instant());
        if (!next.stream().allMatch(Standstill::isGoingOn)) {
            return false;
        }
        return GuidedStep.next(run).isPresent() || next.stream().allMatch(decision -> isWaiting(decision, until));
    }

    private static boolean isGoingOn(Decision decision) {
        return switch (decision) {
            case Decision.Wait _ -> true;
            case Decision.Effect effect -> effect.repeat();
            case Decision.Record _, Decision.End _ -> false;
        };
    }

    private static boolean isWaiting(Decision decision, Instant until) {
        return decision instanceof Decision.Wait wait
                && (wait.wakeAt() == null || wait.wakeAt().isAfter(until));
    }
}
