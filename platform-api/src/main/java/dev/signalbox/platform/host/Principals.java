package dev.signalbox.platform.host;

import dev.signalbox.platform.access.Access;
import dev.signalbox.platform.access.Caller;
import dev.signalbox.platform.access.Scope;
import dev.signalbox.platform.journal.LiveRun;
import dev.signalbox.platform.problem.ApiException;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Whom a run acts for. Asked anew before each effect: a right that was taken away is taken away from runs on their way too. */
@Component
class Principals {

    private final Access access;

    Principals(Access access) {
        this.access = access;
    }

    Mono<Boolean> mayAct(LiveRun run) {
        var facts = run.facts();
        return access.recorded(run.tenant(), facts.projectId(), facts.startedBy(), facts.startedWith())
                .flatMap(caller -> mayRun(caller, run))
                .defaultIfEmpty(false);
    }

    private Mono<Boolean> mayRun(Caller caller, LiveRun run) {
        var project = run.facts().projectId();
        return access.check(project, Scope.WORKFLOW_RUN, () -> ApiException.notFound("Project", project))
                .thenReturn(true)
                .onErrorReturn(ApiException.class, false)
                .contextWrite(Access.acting(caller));
    }
}
