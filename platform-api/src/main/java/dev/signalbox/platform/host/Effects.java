package dev.signalbox.platform.host;

import dev.signalbox.platform.access.Scope;
import dev.signalbox.platform.engine.Decision;
import dev.signalbox.platform.engine.FailureCode;
import dev.signalbox.platform.engine.Lua;
import dev.signalbox.platform.engine.Outcome;
import dev.signalbox.platform.journal.LiveRun;
import dev.signalbox.platform.journal.Storable;
import java.util.concurrent.Executors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/** Does what the interpreter cannot: calls tools, asks models and runs scripts, each time as the person the run acts for. */
@Component
class Effects {

    private static final Logger log = LoggerFactory.getLogger(Effects.class);

    private final Principals principals;
    private final ToolCalls tools;
    private final ModelCalls models;
    private final AgentCalls agents;
    private final Lua lua = new Lua();
    private final RecentRights recent = new RecentRights();
    private final Scheduler scripts = Schedulers.fromExecutorService(Executors.newVirtualThreadPerTaskExecutor());

    Effects(Principals principals, ToolCalls tools, ModelCalls models, AgentCalls agents) {
        this.principals = principals;
        this.tools = tools;
        this.models = models;
        this.agents = agents;
    }

    /** Always ends in an outcome: a failure is one too. */
    Mono<Outcome> carryOut(LiveRun run, Decision.Effect effect) {
        Mono<Outcome> work =
                switch (effect) {
                    case Decision.CallTool call -> tools.call(run, ToolUse.of(call));
                    case Decision.CallAgentTool call ->
                        tools.call(run, ToolUse.of(call)).map(ToolCalls::seenByModel);
                    case Decision.RunScript script -> run(script);
                    case Decision.JudgeTurn turn -> judge(turn);
                    case Decision.AskModel ask -> models.ask(ask);
                    case Decision.AskAgent ask -> agents.ask(run, ask);
                    case Decision.OpenTask task -> opened(task);
                };
        return guarded(run, effect, work, broken());
    }

    /**
     * Of an effect whose node died: done again only where doing it twice is like doing it once. Whatever else goes wrong here
     * leaves it unknown, and an unknown outcome is never tried again.
     */
    Mono<Outcome> repeat(LiveRun run, Decision.Effect orphan) {
        Mono<Outcome> work =
                switch (orphan) {
                    case Decision.CallTool call -> tools.repeat(run, ToolUse.of(call));
                    case Decision.CallAgentTool call ->
                        tools.repeat(run, ToolUse.of(call)).map(ToolCalls::seenByModel);
                    case Decision.RunScript script -> run(script);
                    case Decision.JudgeTurn turn -> judge(turn);
                    case Decision.AskModel ask -> models.ask(ask);
                    case Decision.AskAgent ask -> agents.ask(run, ask);
                    case Decision.OpenTask task -> opened(task);
                };
        return guarded(run, orphan, work, Outcome.unknown(orphan.step().id()));
    }

    private Mono<Outcome> run(Decision.RunScript script) {
        return Mono.fromCallable(() -> lua.run(script.step().script(), script.globals(), script.timeout()))
                .subscribeOn(scripts);
    }

    private Mono<Outcome> judge(Decision.JudgeTurn turn) {
        return Mono.fromCallable(() -> lua.judge(turn.script(), turn.globals())).subscribeOn(scripts);
    }

    private static Mono<Outcome> opened(Decision.OpenTask task) {
        return Mono.error(() -> new IllegalStateException("Task " + task.key() + " is opened by writing it"));
    }

    /** The database is asked before anything is done, so what fails with it can be tried again. */
    private Mono<Outcome> guarded(LiveRun run, Decision.Effect effect, Mono<Outcome> work, Outcome otherwise) {
        return mayAct(run, effect)
                .flatMap(allowed -> allowed ? work : Mono.just(lost()))
                .single()
                .map(Effects::storable)
                .retryWhen(Absence.ENDURANCE)
                .onErrorResume(e -> {
                    log.error(
                            "Step {} of run {} broke", effect.key(), run.facts().runId(), e);
                    return Mono.just(otherwise);
                });
    }

    /** Without touching anything, a script can do no harm with a right that was lost a moment ago. */
    private Mono<Boolean> mayAct(LiveRun run, Decision.Effect effect) {
        Mono<Boolean> asked = principals.mayAct(run, scope(effect));
        return switch (effect) {
            case Decision.RunScript _, Decision.JudgeTurn _, Decision.OpenTask _ -> recent.orAsk(run, asked);
            case Decision.CallTool _, Decision.AskModel _, Decision.AskAgent _, Decision.CallAgentTool _ -> asked;
        };
    }

    private static Scope scope(Decision.Effect effect) {
        return switch (effect) {
            case Decision.CallTool _, Decision.CallAgentTool _ -> Scope.MCP_EXECUTE;
            case Decision.RunScript _,
                    Decision.JudgeTurn _,
                    Decision.AskModel _,
                    Decision.AskAgent _,
                    Decision.OpenTask _ -> Scope.WORKFLOW_RUN;
        };
    }

    private static Outcome broken() {
        return Outcome.failed(
                FailureCode.DEPENDENCY_UNAVAILABLE, "The step could not be carried out on our side.", false);
    }

    private static Outcome storable(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Succeeded succeeded
            when Storable.isTooDeep(succeeded.result()) ->
                Outcome.failed(
                        FailureCode.UPSTREAM_ERROR,
                        "The result is nested deeper than %d levels.".formatted(Storable.DEEPEST),
                        false);
            case Outcome.Succeeded succeeded -> Outcome.succeeded(Storable.of(succeeded.result()));
            case Outcome.Later later -> later;
            case Outcome.Failed failed -> {
                var failure = failed.failure();
                yield Outcome.failed(failure.code(), Storable.text(failure.message()), failure.retryable());
            }
        };
    }

    private static Outcome lost() {
        return Outcome.failed(
                FailureCode.PERMISSION_LOST,
                "The one who started the run no longer has the right to this step, by role or by token.",
                false);
    }
}
