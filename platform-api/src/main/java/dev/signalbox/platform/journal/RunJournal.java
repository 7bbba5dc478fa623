package dev.signalbox.platform.journal;

import dev.signalbox.platform.access.TenantId;
import dev.signalbox.platform.access.TenantTransaction;
import dev.signalbox.platform.engine.Failure;
import dev.signalbox.platform.engine.Journal;
import dev.signalbox.platform.engine.Progress;
import dev.signalbox.platform.engine.Repair;
import dev.signalbox.platform.engine.RunStatus;
import dev.signalbox.platform.engine.Visit;
import dev.signalbox.platform.journal.JournalRepository.Found;
import dev.signalbox.platform.workflows.PublishedWorkflows;
import java.time.Instant;
import java.util.List;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.node.ObjectNode;

/** The one door through which a run changes. Whoever writes says what they have seen, and writes all of a change or nothing. */
@Component
public class RunJournal {

    private final JournalRepository journal;
    private final PublishedWorkflows versions;
    private final ScheduleRepository schedule;
    private final AdmissionRepository admission;
    private final TenantTransaction transaction;
    private final RunHints hints;
    private final ApplicationEventPublisher events;

    RunJournal(
            JournalRepository journal,
            PublishedWorkflows versions,
            ScheduleRepository schedule,
            AdmissionRepository admission,
            TenantTransaction transaction,
            RunHints hints,
            ApplicationEventPublisher events) {
        this.journal = journal;
        this.versions = versions;
        this.schedule = schedule;
        this.admission = admission;
        this.transaction = transaction;
        this.hints = hints;
        this.events = events;
    }

    /** Empty when there is no such run. */
    public Mono<LiveRun> read(TenantId tenant, RunId run) {
        return transaction.in(tenant, journal.find(tenant, run).flatMap(found -> live(tenant, found)));
    }

    /** Reads it so that nobody else can write it before the end of the transaction this is called in. */
    public Mono<LiveRun> lock(TenantId tenant, RunId run) {
        return transaction.in(tenant, journal.lock(tenant, run).flatMap(found -> live(tenant, found)));
    }

    private Mono<LiveRun> live(TenantId tenant, Found found) {
        RunFacts facts = found.facts();
        return versions.graph(tenant, facts.workflowId(), facts.version()).flatMap(graph -> journal.listVisits(
                        tenant, facts.runId())
                .collectList()
                .map(visits -> new LiveRun(tenant, facts, found.state(), graph, journal(visits, found.state()))));
    }

    private static Journal journal(List<Visit> visits, RunState state) {
        return Journal.of(visits, (ObjectNode) state.edits());
    }

    public Mono<Boolean> hasMoved(LiveRun seen) {
        return transaction.in(
                seen.tenant(), journal.hasMoved(seen.tenant(), seen.facts().runId(), seen.state()));
    }

    /** @return the run as it then stands; RunMovedException when it is no longer as it was seen */
    public Mono<LiveRun> write(LiveRun seen, RunState next, Progress progress) {
        return write(seen, next, progress, List.of());
    }

    /**
     * Sets back what was made with a value that was wrong. Whoever drives the run keeps it, and lets go of what was set back; so
     * nothing else that is under way is cut off.
     */
    public Mono<LiveRun> repair(LiveRun seen, Repair repair) {
        LiveRun open = seen.repaired(repair);
        RunState next = seen.state().woken().edited(repair.edits());
        return transaction.in(
                seen.tenant(),
                journal.replace(seen, open.facts(), repair.replaced())
                        .filter(replaced -> replaced)
                        .switchIfEmpty(Mono.error(
                                () -> new RunMovedException(seen.facts().runId())))
                        .then(write(open, next, repair.progress(), repair.withdrawn())));
    }

    private Mono<LiveRun> write(LiveRun seen, RunState next, Progress progress, List<Visit> withdrawn) {
        LiveRun after = seen.after(next, progress);
        return transaction.in(
                seen.tenant(),
                journal.write(seen.tenant(), seen.facts().runId(), seen.state(), next, after.phase(), progress)
                        .filter(written -> written)
                        .switchIfEmpty(Mono.error(
                                () -> new RunMovedException(seen.facts().runId())))
                        .then(Mono.defer(() -> join(new RunWritten(seen, after, progress, withdrawn))))
                        .then(reschedule(seen, after))
                        .then(progress.events().isEmpty() ? Mono.empty() : hints.eventsAppended(seen.tenant()))
                        .thenReturn(after));
    }

    /** Ends a run that can no longer even be read: its row, one event, and its place in the schedule. */
    public Mono<Void> abandon(TenantId tenant, RunId run, Failure failure, Instant now) {
        return transaction.in(
                tenant,
                journal.abandon(tenant, run, failure, now)
                        .flatMap(_ -> schedule.remove(tenant, run))
                        .then(Mono.defer(() -> join(new RunAbandoned(tenant, run))))
                        .then(hints.eventsAppended(tenant)));
    }

    private Mono<Void> join(JoinedWrite written) {
        events.publishEvent(written);
        return Flux.concat(written.joined()).then();
    }

    /** A driver that holds the run sees the changed counter before it lets go; if nobody holds it, somebody must take it up. */
    private Mono<Void> reschedule(LiveRun seen, LiveRun after) {
        RunId run = after.facts().runId();
        boolean ended = after.state().status().ended();
        Mono<Void> next = ended
                ? schedule.remove(after.tenant(), run)
                : after.state().status() == RunStatus.QUEUED
                        ? admission.queue(after.tenant(), run)
                        : schedule.dueNow(after.tenant(), run);
        boolean woken = after.state().wake() != seen.state().wake();
        if (woken) {
            return next.then(hints.runWoken(after.tenant(), run));
        }
        return ended ? next : Mono.empty();
    }
}
