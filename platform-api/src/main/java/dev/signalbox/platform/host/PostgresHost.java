package dev.signalbox.platform.host;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.SchedulerName;
import com.github.kagkarlsson.scheduler.task.CompletionHandler;
import com.github.kagkarlsson.scheduler.task.Execution;
import com.github.kagkarlsson.scheduler.task.ExecutionComplete;
import com.github.kagkarlsson.scheduler.task.ExecutionOperations;
import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.zaxxer.hikari.HikariDataSource;
import dev.signalbox.platform.database.DatabaseSettings;
import dev.signalbox.platform.journal.HandOff;
import dev.signalbox.platform.journal.ScheduleRepository;
import dev.signalbox.platform.notifications.Notifications;
import dev.signalbox.platform.notifications.Notifications.Channel;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import reactor.core.Disposable;
import reactor.core.Disposables;

/**
 * Drives due runs on this node. db-scheduler decides who drives what and who is dead; everything a run does is written through
 * {@link Hold}, where a node that was given up gets nothing through. ADR 30.
 */
@Component
class PostgresHost implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(PostgresHost.class);
    private static final int MISSED_HEARTBEATS = 5;
    private static final int MOST_FAILURES = 10;
    private static final Duration LEAVE = Duration.ofSeconds(10);

    private final DatabaseSettings database;
    private final HostSettings settings;
    private final Holds holds;
    private final Drivers drivers;
    private final HandOff handOff;
    private final Notifications notifications;
    private final String node = "node-" + UUID.randomUUID();

    private volatile @Nullable HikariDataSource connections;
    private volatile @Nullable Scheduler scheduler;
    private volatile InstantSource clock = InstantSource.system();
    private volatile @Nullable HandedRuns handed;
    private volatile Disposable hints = Disposables.disposed();

    PostgresHost(
            DatabaseSettings database,
            HostSettings settings,
            Holds holds,
            Drivers drivers,
            HandOff handOff,
            Notifications notifications) {
        this.database = database;
        this.settings = settings;
        this.holds = holds;
        this.drivers = drivers;
        this.handOff = handOff;
        this.notifications = notifications;
    }

    @Override
    public void start() {
        drivers.enter();
        var pool = connect();
        connections = pool;
        clock = new DatabaseClock(pool);
        var started = scheduler(pool);
        scheduler = started;
        started.start();
        var own = new HandedRuns(node, drivers, holds, clock, settings.heartbeat());
        handed = own;
        handOff.offer(own.offer());
        hints = notifications.on(Channel.RUN_WAKE).subscribe(this::hinted);
    }

    /** Poll, heartbeat and the look for dead nodes never wait for one another, nor for the runs' own connections. */
    private HikariDataSource connect() {
        var pool = new HikariDataSource();
        pool.setPoolName("scheduler");
        pool.setJdbcUrl(database.jdbcUrl());
        pool.setUsername(database.app().user());
        pool.setPassword(database.app().password());
        pool.setMaximumPoolSize(4);
        pool.setMinimumIdle(2);
        pool.setConnectionTimeout(settings.heartbeat().toMillis());
        pool.setInitializationFailTimeout(-1);
        return pool;
    }

    private Scheduler scheduler(HikariDataSource pool) {
        Task<Void> task = Tasks.custom(ScheduleRepository.TASK, Void.class)
                .onFailure(this::again)
                .onDeadExecution((dead, operations) -> {
                    log.warn(
                            "Run {} goes on: its node is dead",
                            dead.getExecution().getId());
                    operations.reschedule(dead, clock.instant());
                })
                .execute((instance, context) -> drive(context.getExecution()));
        return Scheduler.create(pool, List.of(task))
                .schedulerName(new SchedulerName.Fixed(node))
                .clock(clock::instant)
                .threads(settings.concurrency())
                .executorService(Executors.newVirtualThreadPerTaskExecutor())
                .pollUsingLockAndFetch(0.5, 1.0)
                .pollingInterval(settings.poll())
                .heartbeatInterval(settings.heartbeat())
                .missedHeartbeatsLimit(MISSED_HEARTBEATS)
                .shutdownMaxWait(LEAVE)
                .build();
    }

    /** The run's own transaction has let the schedule's row go, or has moved it: nothing is left for the scheduler to do. */
    private CompletionHandler<Void> drive(Execution execution) {
        var pickup = Pickup.of(execution.getId(), node, execution.version);
        Hold hold = holds.on(pickup);
        try {
            hold.take().ifPresent(run -> drivers.drive(pickup, hold, run, clock));
        } catch (RuntimeException e) {
            if (Absence.is(e) || execution.consecutiveFailures < MOST_FAILURES) {
                throw e;
            }
            log.error("Run {} is given up after {} failures", pickup.run(), execution.consecutiveFailures, e);
            hold.giveUp("The platform could not drive the run.", clock.instant());
        }
        return (_, _) -> {};
    }

    /** Ever more slowly: a run that cannot be driven must not keep the others from it. */
    private void again(ExecutionComplete failed, ExecutionOperations<Void> operations) {
        int before = Math.min(failed.getExecution().consecutiveFailures, 6);
        operations.reschedule(failed, clock.instant().plusSeconds(1L << before));
    }

    private void hinted(String hint) {
        if (hint.equals(Notifications.RESYNC)) {
            drivers.ringAll();
        }
        drivers.ring(hint);
        var running = scheduler;
        if (running != null) {
            running.triggerCheckForDueExecutions();
        }
    }

    @Override
    public void stop() {
        handOff.withdraw();
        hints.dispose();
        drivers.leave();
        var running = scheduler;
        if (running != null) {
            running.stop();
        }
        var own = handed;
        if (own != null) {
            own.close(LEAVE);
        }
        var pool = connections;
        if (pool != null) {
            pool.close();
        }
        scheduler = null;
    }

    @Override
    public boolean isRunning() {
        return scheduler != null;
    }
}
