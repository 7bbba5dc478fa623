package dev.signalbox.platform.background;

import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;

/**
 * Starts and stops with the node, and goes on whatever happens in between: a database that is away for a while is told in the
 * log and asked again. Every node loops, so the work itself must bear being done by several at once.
 */
public abstract class BackgroundLoop implements SmartLifecycle {

    private static final Duration FIRST_BACK_OFF = Duration.ofSeconds(1);
    private static final Duration LONGEST_BACK_OFF = Duration.ofSeconds(30);

    private final Logger log = LoggerFactory.getLogger(getClass());
    private final String deed;
    private final Disposable.Swap running = Disposables.swap();

    /** @param deed for the log, after "could not": "chain audit entries" */
    protected BackgroundLoop(String deed) {
        this.deed = deed;
    }

    /** Everything from start to stop. Made of {@link #every}, or of items that are each done {@link #orLater}. */
    protected abstract Flux<?> work();

    /** At once, then again whenever this long has passed since the last round ended. */
    protected final <T> Flux<T> every(Duration pause, Mono<T> round) {
        return orLater(round).repeatWhen(ended -> ended.delayElements(pause));
    }

    /** Fails in the log only: the next round does what this one could not. */
    protected final <T> Mono<T> orLater(Mono<T> round) {
        return orLater("all of it", round);
    }

    /** @param what of the work this is, for the log: an id */
    protected final <T> Mono<T> orLater(Object what, Mono<T> round) {
        return round.onErrorResume(e -> {
            log.warn("Could not {} ({}), trying again: {}", deed, what, e.toString());
            return Mono.empty();
        });
    }

    @Override
    public final void start() {
        running.update(Flux.defer(this::work)
                .retryWhen(Retry.backoff(Long.MAX_VALUE, FIRST_BACK_OFF)
                        .maxBackoff(LONGEST_BACK_OFF)
                        .doBeforeRetry(again -> log.error("Could not {}, starting again", deed, again.failure())))
                .subscribe());
    }

    @Override
    public final void stop() {
        running.update(Disposables.disposed());
    }

    @Override
    public final boolean isRunning() {
        var current = running.get();
        return current != null && !current.isDisposed();
    }
}
