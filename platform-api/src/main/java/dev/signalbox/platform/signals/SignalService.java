package dev.signalbox.platform.signals;

import dev.signalbox.platform.access.Access;
import dev.signalbox.platform.access.Scope;
import dev.signalbox.platform.access.TenantTransaction;
import dev.signalbox.platform.audit.Audit;
import dev.signalbox.platform.engine.StepKey;
import dev.signalbox.platform.journal.LiveRun;
import dev.signalbox.platform.journal.RunId;
import dev.signalbox.platform.journal.RunJournal;
import dev.signalbox.platform.journal.Storable;
import dev.signalbox.platform.paging.Cursors;
import dev.signalbox.platform.paging.Page;
import dev.signalbox.platform.problem.ApiException;
import dev.signalbox.platform.problem.ErrorCode;
import dev.signalbox.platform.runs.RunService;
import dev.signalbox.platform.workflows.Workflow;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

/** Takes signals for runs, and tells what became of them. */
@Service
class SignalService {

    static final int MOST_PENDING = 100;

    private final SignalRepository signals;
    private final RunService runs;
    private final RunJournal journal;
    private final TenantTransaction transaction;
    private final Audit audit;
    private final Cursors cursors;
    private final Clock clock;

    SignalService(
            SignalRepository signals,
            RunService runs,
            RunJournal journal,
            TenantTransaction transaction,
            Audit audit,
            Cursors cursors,
            Clock clock) {
        this.signals = signals;
        this.runs = runs;
        this.journal = journal;
        this.transaction = transaction;
        this.audit = audit;
        this.cursors = cursors;
        this.clock = clock;
    }

    Mono<Page<Signal>> list(Workflow.Id workflow, RunId run, int limit, @Nullable String cursor) {
        return transaction.required(runs.find(workflow, run, Scope.WORKFLOW_READ)
                .then(Access.current())
                .flatMap(caller -> {
                    String binding = "signals|%s|%s".formatted(caller.tenant(), run);
                    long after = cursor == null
                            ? 0
                            : Long.parseLong(cursors.open(binding, cursor).getFirst());
                    return signals.listAfter(caller.tenant(), run, after, limit + 1)
                            .collectList()
                            .map(found -> Page.of(found, limit, last -> cursors.seal(binding, last.position())));
                }));
    }

    /**
     * One transaction: the signal, the step that takes it, and the run's wake-up.
     *
     * @param key what tells a signal that is sent again from a second one
     */
    Mono<Signal> send(Workflow.Id workflow, RunId run, String name, JsonNode payload, @Nullable String key) {
        if (!Storable.is(payload)) {
            return Mono.error(ApiException.invalid(
                    "body", "must not contain the character U+0000, nor be nested deeper than " + Storable.DEEPEST));
        }
        return transaction.required(runs.find(workflow, run, Scope.WORKFLOW_RUN)
                .then(Access.current())
                .flatMap(caller -> {
                    var sent = Sent.of(caller, run, name, payload, key);
                    return journal.lock(caller.tenant(), run)
                            .flatMap(live -> signals.find(live.tenant(), run, sent.signalId())
                                    .switchIfEmpty(Mono.defer(() -> receive(live, sent))));
                }));
    }

    private Mono<Signal> receive(LiveRun live, Sent sent) {
        RunId run = live.facts().runId();
        refuse(live, sent.name());
        return Delivery.waiting(live, sent.name())
                .map(step -> deliver(live, step, sent))
                .orElseGet(() -> keep(live, sent))
                .then(audit.record("run.signal", "run/" + run, Map.of("name", sent.name(), "signal", sent.signalId())))
                .then(signals.find(live.tenant(), run, sent.signalId()));
    }

    private static void refuse(LiveRun live, String name) {
        RunId run = live.facts().runId();
        var known = Delivery.names(live.graph());
        if (!known.contains(name)) {
            String others = known.isEmpty() ? "It waits for none." : "It knows " + String.join(", ", known) + ".";
            throw new ApiException(
                    ErrorCode.NOT_FOUND,
                    "No step of run %s ever waits for a signal %s. %s".formatted(run, name, others),
                    List.of(),
                    Map.of("known_signals", known));
        }
        if (live.state().status().ended()) {
            throw ApiException.conflict("Run %s is %s and takes no signals any more."
                    .formatted(run, live.state().status().wire()));
        }
    }

    private Mono<Void> deliver(LiveRun live, StepKey step, Sent sent) {
        var now = clock.instant();
        return signals.insert(live.tenant(), live.facts().runId(), sent, step, now)
                .then(Mono.defer(() -> journal.write(live, live.state().woken(), Delivery.of(live, step, sent, now))))
                .then();
    }

    private Mono<Void> keep(LiveRun live, Sent sent) {
        RunId run = live.facts().runId();
        return signals.countPending(live.tenant(), run, sent.name())
                .filter(pending -> pending < MOST_PENDING)
                .switchIfEmpty(Mono.error(() -> full(run, sent.name())))
                .flatMap(_ -> signals.insert(live.tenant(), run, sent, null, clock.instant()));
    }

    private static ApiException full(RunId run, String name) {
        return new ApiException(
                        ErrorCode.RATE_LIMITED,
                        "%d signals %s of run %s wait for a step already. Send it again when the run has taken some."
                                .formatted(MOST_PENDING, name, run))
                .header(HttpHeaders.RETRY_AFTER, "5");
    }
}
