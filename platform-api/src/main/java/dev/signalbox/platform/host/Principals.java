package dev.signalbox.platform.host;

import dev.signalbox.platform.access.Access;
import dev.signalbox.platform.access.Caller;
import dev.signalbox.platform.access.Scope;
import dev.signalbox.platform.journal.LiveRun;
import dev.signalbox.platform.problem.ApiException;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Whom a run acts for. Asked anew before each effect: a right that was taken away is taken away from runs on their way too. */
@Component
class Principals {

    private final Access access;

    Principals(Access access) {
        this.access = access;
    }

    /** To run workflows at all, and this step by its own scope. */
    Mono<Boolean> mayAct(LiveRun run, Scope scope) {
        var facts = run.facts();
        return access.recorded(run.tenant(), facts.projectId(), facts.startedBy(), facts.startedWith())
                .flatMap(caller -> mayUse(caller, run, Scope.WORKFLOW_RUN, scope))
                .defaultIfEmpty(false);
    }

    private Mono<Boolean> mayUse(Caller caller, LiveRun run, Scope... scopes) {
        var project = run.facts().projectId();
        return Flux.fromArray(scopes)
                .concatMap(scope -> access.check(project, scope, () -> ApiException.notFound("Project", project)))
                .then(Mono.just(true))
                .onErrorReturn(ApiException.class, false)
                .contextWrite(Access.acting(caller));
    }
}
