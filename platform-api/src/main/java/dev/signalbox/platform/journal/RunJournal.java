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
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.node.ObjectNode;

/** The one door through which a run changes. Whoever writes says what they have seen, and writes all of a change or nothing. */
@Component
public class RunJournal {

    private final JournalRepository journal;
    private final WriteRepository writing;
    private final PublishedWorkflows versions;
    private final ScheduleRepository schedule;
    private final AcceptRepository accepting;
    private final AdmissionRepository admission;
    private final TenantTransaction transaction;
    private final RunHints hints;
    private final HandOff handOff;
    private final ApplicationEventPublisher events;
    private final GroupCommit<byte[], Boolean> groups;

    RunJournal(
            JournalRepository journal,
            WriteRepository writing,
            PublishedWorkflows versions,
            ScheduleRepository schedule,
            AcceptRepository accepting,
            AdmissionRepository admission,
            TenantTransaction transaction,
            RunHints hints,
            HandOff handOff,
            ApplicationEventPublisher events) {
        this.journal = journal;
        this.writing = writing;
        this.versions = versions;
        this.schedule = schedule;
        this.accepting = accepting;
        this.admission = admission;
        this.transaction = transaction;
        this.hints = hints;
        this.handOff = handOff;
        this.events = events;
        this.groups = new GroupCommit<>(change -> change.length, this::writeAll);
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

    /**
     * Takes a new run in, with its first event and its place in the schedule. Empty, and nothing is written, when the tenant has a
     * run of this id already.
     */
    public Mono<Accepted> accept(TenantId tenant, Acceptance asked) {
        return acceptAll(tenant, List.of(asked))
                .mapNotNull(accepted -> accepted.getFirst().orElse(null));
    }

    /** Several at once; in the order of the asked ones, and empty where nothing was written. Of one id the first is taken. */
    public Mono<List<Optional<Accepted>>> acceptAll(TenantId tenant, List<Acceptance> asked) {
        return Mono.defer(() -> {
            var offer = handOff.find();
            return transaction.in(
                    tenant,
                    accepting
                            .accept(
                                    tenant,
                                    asked,
                                    node(offer),
                                    offer.map(HandOff.Offer::hands).orElse(0))
                            .collectMap(AcceptRepository.Accepted::runId, row -> row, HashMap::new)
                            .map(found -> asked.stream()
                                    .map(one -> Optional.ofNullable(
                                                    found.remove(one.facts().runId()))
                                            .map(row -> new Accepted(one.run(tenant), row.startedAt(), row.taken())))
                                    .toList())
                            .delayUntil(accepted -> Flux.fromIterable(accepted)
                                    .concatMap(Mono::justOrEmpty)
                                    .concatMap(one -> announce(one, offer)))
                            .delayUntil(_ -> hints.eventsAppended(tenant)));
        });
    }

    private static @Nullable String node(Optional<HandOff.Offer> offer) {
        return offer.map(HandOff.Offer::node).orElse(null);
    }

    /** Once it is committed. */
    private Mono<Void> announce(Accepted accepted, Optional<HandOff.Offer> offer) {
        LiveRun run = accepted.run();
        return accepted.taken()
                ? TenantTransaction.afterCommit(
                        () -> offer.orElseThrow().drive().accept(run))
                : hints.runWoken(run.tenant(), run.facts().runId());
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
        return Mono.defer(() -> {
            LiveRun after = seen.after(next, progress);
            return writeJoined(
                    seen, after, change(seen, after, next, progress), told(seen, after, progress, withdrawn));
        });
    }

    /**
     * The same in a transaction that other runs of the tenant may share; so call it outside of one. What has something else to be
     * done with it, like opening a task, has a transaction of its own nevertheless.
     */
    public Mono<LiveRun> commit(LiveRun seen, RunState next, Progress progress) {
        return Mono.defer(() -> {
            LiveRun after = seen.after(next, progress);
            byte[] change = change(seen, after, next, progress);
            RunWritten told = told(seen, after, progress, List.of());
            return told.joined().isEmpty() && !isWoken(seen, after)
                    ? orMoved(seen, groups.add(seen.tenant(), change)).thenReturn(after)
                    : writeJoined(seen, after, change, told);
        });
    }

    private byte[] change(LiveRun seen, LiveRun after, RunState next, Progress progress) {
        return writing.written(Change.of(seen, after, next, progress));
    }

    private RunWritten told(LiveRun seen, LiveRun after, Progress progress, List<Visit> withdrawn) {
        var written = new RunWritten(seen, after, progress, withdrawn);
        events.publishEvent(written);
        return written;
    }

    private Mono<LiveRun> writeJoined(LiveRun seen, LiveRun after, byte[] change, RunWritten told) {
        Mono<Boolean> written = writeAll(seen.tenant(), List.of(change)).map(List::getFirst);
        return transaction.in(
                seen.tenant(),
                orMoved(seen, written)
                        .then(joined(told))
                        .then(Mono.defer(() -> reschedule(seen, after)))
                        .thenReturn(after));
    }

    private static Mono<Boolean> orMoved(LiveRun seen, Mono<Boolean> written) {
        return written.filter(done -> done)
                .switchIfEmpty(
                        Mono.error(() -> new RunMovedException(seen.facts().runId())));
    }

    /** Whether each was written: that is, whether its run was as it was seen. */
    private Mono<List<Boolean>> writeAll(TenantId tenant, List<byte[]> changes) {
        return transaction.in(
                tenant,
                writing.write(tenant, changes)
                        .delayUntil(written -> written.isEmpty() ? Mono.empty() : hints.eventsAppended(tenant))
                        .map(written -> IntStream.range(0, changes.size())
                                .mapToObj(written::contains)
                                .toList()));
    }

    /** Ends a run that can no longer even be read: its row, one event, and its place in the schedule. */
    public Mono<Void> abandon(TenantId tenant, RunId run, Failure failure, Instant now) {
        return transaction.in(
                tenant,
                journal.abandon(tenant, run, failure, now)
                        .flatMap(_ -> schedule.remove(tenant, run))
                        .then(Mono.defer(() -> {
                            var abandoned = new RunAbandoned(tenant, run, now);
                            events.publishEvent(abandoned);
                            return joined(abandoned);
                        }))
                        .then(hints.eventsAppended(tenant)));
    }

    private static Mono<Void> joined(JoinedWrite written) {
        return Flux.concat(written.joined()).then();
    }

    /** A driver that holds the run sees the changed counter before it lets go; if nobody holds it, somebody must take it up. */
    private Mono<Void> reschedule(LiveRun seen, LiveRun after) {
        boolean woken = isWoken(seen, after);
        if (!woken || after.state().status().ended()) {
            return woken ? hints.runWoken(after.tenant(), after.facts().runId()) : Mono.empty();
        }
        RunId run = after.facts().runId();
        Mono<?> due = after.state().status() == RunStatus.QUEUED
                ? admission.queue(after.tenant(), run)
                : schedule.dueNow(after.tenant(), run);
        return due.then(hints.runWoken(after.tenant(), run));
    }

    private static boolean isWoken(LiveRun seen, LiveRun after) {
        return after.state().wake() != seen.state().wake();
    }

    /**
     * A run that was taken in.
     *
     * @param taken whether this node drives it already
     */
    public record Accepted(LiveRun run, Instant startedAt, boolean taken) {}
}
