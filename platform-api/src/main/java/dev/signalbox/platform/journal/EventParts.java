package dev.signalbox.platform.journal;

import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Mono;

/** Keeps a part of {@code run_event} ready for this month and the two after it; without one, no run of that month could begin. */
@Component
class EventParts implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(EventParts.class);
    private static final Duration PAUSE = Duration.ofHours(6);

    private final JournalRepository journal;
    private volatile Disposable running = Disposables.disposed();

    EventParts(JournalRepository journal) {
        this.journal = journal;
    }

    @Override
    public void start() {
        running = journal.makeParts()
                .onErrorResume(e -> {
                    log.warn("Could not make the coming parts of run_event, trying again: {}", e.toString());
                    return Mono.empty();
                })
                .then(Mono.delay(PAUSE))
                .repeat()
                .subscribe();
    }

    @Override
    public void stop() {
        running.dispose();
    }

    @Override
    public boolean isRunning() {
        return !running.isDisposed();
    }
}
