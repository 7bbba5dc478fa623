package dev.signalbox.platform.journal;

import dev.signalbox.platform.background.BackgroundLoop;
import java.time.Duration;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;

/** Keeps a part of {@code run_event} ready for this month and the two after it; without one, no run of that month could begin. */
@Component
class EventParts extends BackgroundLoop {

    private static final Duration PAUSE = Duration.ofHours(6);

    private final JournalRepository journal;

    EventParts(JournalRepository journal) {
        super("make the coming parts of run_event");
        this.journal = journal;
    }

    @Override
    protected Flux<Void> work() {
        return every(PAUSE, journal.makeParts());
    }
}
