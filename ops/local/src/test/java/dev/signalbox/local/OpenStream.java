package dev.signalbox.local;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Flow;

/** The lines of an answer that goes on. */
final class OpenStream implements Flow.Subscriber<String>, AutoCloseable {

    private final List<String> lines = new CopyOnWriteArrayList<>();
    private final CompletableFuture<HttpResponse<Void>> response;

    OpenStream(Opening opening) {
        response = opening.send(HttpResponse.BodyHandlers.fromLineSubscriber(this));
    }

    /** Sends the request whose answer is read. */
    interface Opening {
        CompletableFuture<HttpResponse<Void>> send(HttpResponse.BodyHandler<Void> lines);
    }

    List<String> lines() {
        return lines;
    }

    boolean hasEnded() {
        return response.isDone();
    }

    @Override
    public void onSubscribe(Flow.Subscription subscription) {
        subscription.request(Long.MAX_VALUE);
    }

    @Override
    public void onNext(String line) {
        lines.add(line);
    }

    @Override
    public void onError(Throwable failure) {
        // The response says so
    }

    @Override
    public void onComplete() {
        // The response says so
    }

    @Override
    public void close() {
        response.cancel(true);
    }
}
