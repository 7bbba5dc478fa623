package dev.signalbox.platform.host;

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

/** Does what the interpreter cannot: calls tools and runs scripts, each time as the person the run acts for. */
@Component
class Effects {

    private static final Logger log = LoggerFactory.getLogger(Effects.class);

    private final Principals principals;
    private final ToolCalls tools;
    private final Lua lua = new Lua();
    private final Scheduler scripts = Schedulers.fromExecutorService(Executors.newVirtualThreadPerTaskExecutor());

    Effects(Principals principals, ToolCalls tools) {
        this.principals = principals;
        this.tools = tools;
    }

    /** Never fails: a failure is an outcome. */
    Mono<Outcome> carryOut(LiveRun run, Decision.Effect effect) {
        return allowed(
                run,
                effect,
                switch (effect) {
                    case Decision.CallTool call -> tools.call(run, call);
                    case Decision.RunScript script -> run(script);
                    case Decision.OpenTask task -> opened(task);
                });
    }

    /** Of an effect whose node died: done again only where doing it twice is like doing it once. */
    Mono<Outcome> repeat(LiveRun run, Decision.Effect orphan) {
        return allowed(
                run,
                orphan,
                switch (orphan) {
                    case Decision.CallTool call -> tools.repeat(run, call);
                    case Decision.RunScript script -> run(script);
                    case Decision.OpenTask task -> opened(task);
                });
    }

    private Mono<Outcome> run(Decision.RunScript script) {
        return Mono.fromCallable(() -> lua.run(script.step().script(), script.globals(), script.timeout()))
                .subscribeOn(scripts);
    }

    private static Mono<Outcome> opened(Decision.OpenTask task) {
        return Mono.error(() -> new IllegalStateException("Task " + task.key() + " is opened by writing it"));
    }

    /** The database is asked before anything is done, so what fails with it can be tried again. */
    private Mono<Outcome> allowed(LiveRun run, Decision.Effect effect, Mono<Outcome> work) {
        return principals
                .mayAct(run)
                .flatMap(allowed -> allowed ? work : Mono.just(lost()))
                .map(Effects::storable)
                .retryWhen(Absence.ENDURANCE)
                .onErrorResume(e -> {
                    log.error(
                            "Step {} of run {} broke", effect.key(), run.facts().runId(), e);
                    return Mono.just(Outcome.failed(
                            FailureCode.DEPENDENCY_UNAVAILABLE,
                            "The step could not be carried out on our side.",
                            true));
                });
    }

    private static Outcome storable(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Succeeded succeeded -> Outcome.succeeded(Storable.of(succeeded.result()));
            case Outcome.Failed failed -> {
                var failure = failed.failure();
                yield Outcome.failed(failure.code(), Storable.text(failure.message()), failure.retryable());
            }
        };
    }

    private static Outcome lost() {
        return Outcome.failed(
                FailureCode.PERMISSION_LOST,
                "The one who started the run may no longer run workflows in this project.",
                false);
    }
}
