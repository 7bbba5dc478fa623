package dev.signalbox.console.platform;

import java.util.concurrent.Flow;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** Reads server-sent events line by line. */
final class EventLines implements Flow.Subscriber<String> {

    private final BiConsumer<@Nullable String, String> event;
    private final StringBuilder data = new StringBuilder();
    private @Nullable String id;

    /** @param event told the id and the data of each event */
    EventLines(BiConsumer<@Nullable String, String> event) {
        this.event = event;
    }

    @Override
    public void onSubscribe(Flow.Subscription subscription) {
        subscription.request(Long.MAX_VALUE);
    }

    @Override
    public void onNext(String line) {
        if (line.isEmpty()) {
            dispatch();
        } else if (line.startsWith("data:")) {
            data.append(data.isEmpty() ? "" : "\n").append(value(line, 5));
        } else if (line.startsWith("id:")) {
            id = value(line, 3);
        }
    }

    private void dispatch() {
        if (!data.isEmpty()) {
            event.accept(id, data.toString());
            data.setLength(0);
        }
    }

    private static String value(String line, int from) {
        return line.startsWith(" ", from) ? line.substring(from + 1) : line.substring(from);
    }

    @Override
    public void onError(Throwable failure) {
        // the exchange's future fails too, and whoever holds it connects again
    }

    @Override
    public void onComplete() {
        // as above
    }
}
