package dev.signalbox.platform.journal;

import dev.signalbox.platform.access.TenantId;
import dev.signalbox.platform.engine.Decision;
import dev.signalbox.platform.engine.Failure;
import dev.signalbox.platform.engine.Graph;
import dev.signalbox.platform.engine.Interpreter;
import dev.signalbox.platform.engine.Journal;
import dev.signalbox.platform.engine.Outcome;
import dev.signalbox.platform.engine.Phase;
import dev.signalbox.platform.engine.Progress;
import dev.signalbox.platform.engine.Repair;
import dev.signalbox.platform.engine.RunContext;
import dev.signalbox.platform.engine.RunInfo;
import dev.signalbox.platform.engine.StepKey;
import dev.signalbox.platform.engine.Visit;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import tools.jackson.databind.node.ObjectNode;

/** A run with everything the interpreter looks at. Asks the interpreter the run was started with. */
public record LiveRun(TenantId tenant, RunFacts facts, RunState state, Graph graph, Journal journal) {

    public List<Decision> decide(Instant now) {
        return interpreter().decide(graph, journal, info(), now);
    }

    public Progress begin(Decision.Effect effect, Instant now) {
        return interpreter().begin(journal, effect, info(), now);
    }

    public Progress finish(StepKey key, Outcome outcome, Instant now) {
        long jitter = ThreadLocalRandom.current().nextLong();
        return interpreter().finish(graph, journal, key, outcome, now, jitter);
    }

    public Decision.Fail fail(Failure failure, Instant now) {
        return interpreter().fail(graph, journal, info(), failure, now);
    }

    public Decision.Stop stop(Instant now) {
        return interpreter().stop(graph, journal, info(), now);
    }

    public Repair repair(Repair.Wish wish, Instant now) {
        return Repair.of(graph, journal, info(), wish, now);
    }

    public Phase phase() {
        return Phase.of(state.status(), graph, journal);
    }

    public ObjectNode context() {
        return RunContext.of(info(), journal);
    }

    public LiveRun after(RunState next, Progress progress) {
        var appended = next.appended(progress.events().size());
        return new LiveRun(
                tenant, facts, appended, graph, journal.with(progress.visits()).withEdits((ObjectNode) next.edits()));
    }

    /** As it will stand when this is written: its events have no numbers yet. */
    public LiveRun expecting(RunState next, Progress progress) {
        return after(next, new Progress(progress.visits(), List.of()));
    }

    /** In its next generation, without the visits that were set back. */
    LiveRun repaired(Repair repair) {
        return new LiveRun(tenant, facts.repaired(repair.input()), state, graph, journal.without(repair.replaced()));
    }

    /** What a tool is told so that it can tell a repeated call from a new one: the same over all attempts of a visit. */
    public String idempotencyKey(Visit visit) {
        return "%s:%s:%d:%s:%s"
                .formatted(
                        tenant,
                        facts.runId(),
                        visit.generation(),
                        visit.key(),
                        visit.key().iteration());
    }

    /** The id of the task that a visit of a human task opens: known without asking, and the same whoever asks. */
    public UUID taskId(Visit visit) {
        return named(idempotencyKey(visit) + ":" + visit.attempt());
    }

    /** The id of the run that an attempt of a workflow call starts. */
    public RunId childId(Visit visit) {
        return new RunId(named(idempotencyKey(visit) + ":" + visit.attempt() + ":run"));
    }

    private static UUID named(String name) {
        return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8));
    }

    private RunInfo info() {
        return facts.info(state.status());
    }

    private Interpreter interpreter() {
        return Interpreter.ofVersion(facts.interpreterVersion());
    }
}
