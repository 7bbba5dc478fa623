package dev.signalbox.platform.runs;

import dev.signalbox.platform.access.Caller;
import dev.signalbox.platform.access.TenantId;
import dev.signalbox.platform.access.TenantTransaction;
import dev.signalbox.platform.audit.Audit;
import dev.signalbox.platform.audit.AuditEvent.Outcome;
import dev.signalbox.platform.engine.Graph;
import dev.signalbox.platform.engine.RunEvent;
import dev.signalbox.platform.engine.RunStatus;
import dev.signalbox.platform.journal.Acceptance;
import dev.signalbox.platform.journal.Acceptance.Only;
import dev.signalbox.platform.journal.GroupCommit;
import dev.signalbox.platform.journal.RunFacts;
import dev.signalbox.platform.journal.RunJournal;
import dev.signalbox.platform.journal.RunJournal.Accepted;
import dev.signalbox.platform.journal.RunOrigin;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Takes new runs in, and notes who started them. */
@Component
class Accepting {

    private final RunJournal journal;
    private final TenantTransaction transaction;
    private final Audit audit;
    private final GroupCommit<Start, Optional<Accepted>> groups = new GroupCommit<>(Start::size, this::acceptAll);

    Accepting(RunJournal journal, TenantTransaction transaction, Audit audit) {
        this.journal = journal;
        this.transaction = transaction;
        this.audit = audit;
    }

    /** Empty, and nothing is written, when the tenant has a run of this id already. */
    Mono<Accepted> accept(Caller caller, Graph graph, RunFacts run, RunOrigin origin) {
        return one(acceptAll(caller.tenant(), List.of(new Start(caller, asked(graph, run, origin, Only.ALWAYS))))
                .map(List::getFirst));
    }

    /**
     * In a transaction that starts of others share; so call it outside of one. Empty, and nothing is written, also when the condition
     * does not hold any more.
     */
    Mono<Accepted> acceptTogether(Caller caller, Graph graph, RunFacts run, RunOrigin origin, Only only) {
        return one(groups.add(caller.tenant(), new Start(caller, asked(graph, run, origin, only))));
    }

    private Mono<List<Optional<Accepted>>> acceptAll(TenantId tenant, List<Start> starts) {
        return transaction.in(
                tenant,
                journal.acceptAll(tenant, starts.stream().map(Start::asked).toList())
                        .delayUntil(accepted -> audit.recordAll(
                                tenant,
                                IntStream.range(0, starts.size())
                                        .filter(i -> accepted.get(i).isPresent())
                                        .mapToObj(i -> starts.get(i).entry())
                                        .toList())));
    }

    private static Mono<Accepted> one(Mono<Optional<Accepted>> accepted) {
        return accepted.flatMap(Mono::justOrEmpty);
    }

    private static Acceptance asked(Graph graph, RunFacts run, RunOrigin origin, Only only) {
        var queued = RunEvent.of(RunEvent.Type.STATE_CHANGED).with("to", RunStatus.QUEUED.wire());
        return new Acceptance(run, graph, origin, queued, only);
    }

    private record Start(Caller caller, Acceptance asked) {

        int size() {
            return asked.origin().requested().toString().length();
        }

        Audit.Entry entry() {
            RunFacts run = asked.facts();
            return new Audit.Entry(
                    caller.user().value(),
                    caller.tokenId(),
                    "run.start",
                    "run/" + run.runId(),
                    Outcome.DONE,
                    Map.of("workflow", run.workflowId(), "version", run.version()));
        }
    }
}
