package dev.signalbox.platform.feed;

import dev.signalbox.platform.access.Access;
import dev.signalbox.platform.access.Caller;
import dev.signalbox.platform.access.Scope;
import dev.signalbox.platform.journal.RunId;
import dev.signalbox.platform.problem.ApiException;
import dev.signalbox.platform.runs.RecordedEvent;
import dev.signalbox.platform.runs.RunService;
import dev.signalbox.platform.workflows.Workflow;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.socket.CloseStatus;
import org.springframework.web.reactive.socket.WebSocketMessage;
import org.springframework.web.reactive.socket.WebSocketSession;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** The events of one run as they happen, one in each frame, until it ends. */
@Component
class RunSocket {

    private static final Duration BEAT = Duration.ofSeconds(10);
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int PAGE = 200;

    private final RunService runs;
    private final FeedService feed;
    private final LostRights rights;
    private final JsonMapper json;

    RunSocket(RunService runs, FeedService feed, LostRights rights, JsonMapper json) {
        this.runs = runs;
        this.feed = feed;
        this.rights = rights;
        this.json = json;
    }

    /** Closes with 1000 behind the last event of a run that has ended, and with 1008 when the reader lost their right. */
    Mono<Void> serve(WebSocketSession session, Caller caller, Workflow.Id workflow, RunId run, long afterSeq) {
        Flux<WebSocketMessage> frames = follow(caller, workflow, run, afterSeq)
                .map(event -> session.textMessage(json.writeValueAsString(event)));
        // A client has nothing to say here; when its side ends, so does ours. Kept, since to cancel it would close
        // without a word.
        Mono<Void> gone = session.receive().then().cache();
        return session.send(Flux.merge(frames.materialize(), beats(session).materialize())
                        .takeUntil(signal -> signal.isOnComplete() || signal.isOnError())
                        .<WebSocketMessage>dematerialize()
                        .transform(all -> SlowReader.cutOff(all, PATIENCE))
                        .takeUntilOther(gone))
                .then(Mono.defer(() -> session.close(CloseStatus.NORMAL)))
                .onErrorResume(ApiException.class, _ -> session.close(CloseStatus.POLICY_VIOLATION))
                .contextWrite(Access.acting(caller));
    }

    private Flux<RecordedEvent> follow(Caller caller, Workflow.Id workflow, RunId run, long afterSeq) {
        var reached = new AtomicLong(afterSeq);
        Flux<Optional<RecordedEvent>> lost = rights.of(caller)
                .flatMapMany(_ -> Flux.error(ApiException.unauthenticated("The right to read this was lost.")));
        return Flux.merge(feed.reasonsToLook(caller).concatMap(_ -> look(workflow, run, reached), 0), lost)
                .takeWhile(Optional::isPresent)
                .map(Optional::get);
    }

    /** Whether the run has ended is read before its events: an end that comes in between is seen with the next look. */
    private Flux<Optional<RecordedEvent>> look(Workflow.Id workflow, RunId run, AtomicLong reached) {
        return runs.find(workflow, run, Scope.WORKFLOW_READ).flatMapMany(found -> page(workflow, run, reached)
                .expand(events -> events.nextAfterSeq() == null ? Mono.empty() : page(workflow, run, reached))
                .concatMapIterable(RunService.Events::items, 1)
                .map(Optional::of)
                .concatWith(found.status().ended() ? Mono.just(Optional.empty()) : Mono.empty()));
    }

    private Mono<RunService.Events> page(Workflow.Id workflow, RunId run, AtomicLong reached) {
        return Mono.defer(() -> runs.events(workflow, run, reached.get(), PAGE)).doOnNext(events -> {
            if (!events.items().isEmpty()) {
                reached.set(events.items().getLast().seq());
            }
        });
    }

    private static Flux<WebSocketMessage> beats(WebSocketSession session) {
        return Flux.interval(BEAT)
                .onBackpressureDrop()
                .map(_ -> session.pingMessage(buffers -> buffers.wrap(new byte[0])));
    }
}
