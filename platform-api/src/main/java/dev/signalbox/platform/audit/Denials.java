package dev.signalbox.platform.audit;

import dev.signalbox.platform.access.Access.Denied;
import dev.signalbox.platform.audit.AuditEvent.Outcome;
import dev.signalbox.platform.background.BackgroundLoop;
import java.time.Duration;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ArrayBlockingQueue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/**
 * Writes denials down, each in a transaction of its own since it has no other. One after the other and from a bounded queue: a
 * flood of refused requests must not take the connections of those that are served. What does not fit is said in the log.
 */
@Component
class Denials extends BackgroundLoop {

    private static final Logger log = LoggerFactory.getLogger(Denials.class);
    private static final int WAITING = 1_000;

    private final Audit audit;
    private final Queue<Denied> waiting = new ArrayBlockingQueue<>(WAITING);
    private final Sinks.Many<Boolean> bell = Sinks.many().multicast().directBestEffort();

    Denials(Audit audit) {
        super("audit a denial");
        this.audit = audit;
    }

    @EventListener
    void onDenied(Denied denied) {
        if (!waiting.offer(denied)) {
            log.warn(
                    "A denial of user {} is not in the audit: too many wait to be written",
                    denied.caller().user());
        }
        bell.emitNext(true, Sinks.EmitFailureHandler.busyLooping(Duration.ofSeconds(1)));
    }

    /** Begins with what was left by a stop. */
    @Override
    protected Flux<Void> work() {
        return bell.asFlux().startWith(true).onBackpressureLatest().concatMap(_ -> writeAll(), 1);
    }

    private Flux<Void> writeAll() {
        return Flux.<Denied>generate(next -> {
                    var denied = waiting.poll();
                    if (denied == null) {
                        next.complete();
                    } else {
                        next.next(denied);
                    }
                })
                .concatMap(this::write, 1);
    }

    private Mono<Void> write(Denied denied) {
        var caller = denied.caller();
        return audit.record(
                        caller,
                        "access.denied",
                        "scope/" + denied.scope(),
                        Outcome.DENIED,
                        Map.of("kind", caller.kind()))
                .timeout(Duration.ofSeconds(10))
                .onErrorResume(e -> {
                    log.error("Could not audit a denial of user {} in tenant {}", caller.user(), caller.tenant(), e);
                    return Mono.empty();
                });
    }
}
