package dev.signalbox.platform.host;

import dev.signalbox.platform.engine.Decision;
import dev.signalbox.platform.engine.FailureCode;
import dev.signalbox.platform.engine.Outcome;
import dev.signalbox.platform.journal.LiveRun;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Does what the interpreter cannot: calls tools and runs scripts, each time as the person the run acts for. */
@Component
class Effects {

    private static final Logger log = LoggerFactory.getLogger(Effects.class);

    private final Principals principals;

    Effects(Principals principals) {
        this.principals = principals;
    }

    /** Never fails: a failure is an outcome. */
    Mono<Outcome> carryOut(LiveRun run, Decision.Effect effect) {
        return guarded(run, effect, principals.of(run).flatMap(caller -> switch (effect) {
            case Decision.CallTool call -> Mono.<Outcome>error(new IllegalStateException("tools"));
            case Decision.RunScript script -> Mono.<Outcome>error(new IllegalStateException("scripts"));
            case Decision.OpenTask task ->
                Mono.<Outcome>error(new IllegalStateException("A task is opened by writing it: " + task.key()));
        }));
    }

    /** Of an effect whose node died: done again only where doing it twice is like doing it once. */
    Mono<Outcome> repeat(LiveRun run, Decision.Effect orphan) {
        return carryOut(run, orphan);
    }

    private static Mono<Outcome> guarded(LiveRun run, Decision.Effect effect, Mono<Outcome> done) {
        return done.switchIfEmpty(Mono.just(Outcome.failed(
                        FailureCode.PERMISSION_LOST,
                        "The one who started the run may no longer run workflows in its project.",
                        false)))
                .onErrorResume(e -> {
                    log.error(
                            "Step {} of run {} broke", effect.key(), run.state().runId(), e);
                    return Mono.just(Outcome.failed(
                            FailureCode.UPSTREAM_ERROR, "The step could not be carried out on our side.", true));
                });
    }
}
