package dev.signalbox.mcp;

import dev.signalbox.mcp.platform.Json;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Flow;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;

/** The messages of one stream as they come. */
public final class EventReader implements AutoCloseable {

    private final List<JsonNode> messages = new CopyOnWriteArrayList<>();
    private final CompletableFuture<HttpResponse<Void>> response;

    EventReader(HttpClient http, HttpRequest request) {
        this.response = http.sendAsync(request, HttpResponse.BodyHandlers.fromLineSubscriber(new Lines()));
    }

    public List<JsonNode> messages() {
        return messages;
    }

    public List<String> methods() {
        return messages.stream()
                .map(message -> message.path("method").asString(""))
                .toList();
    }

    public JsonNode await(Predicate<JsonNode> wanted) {
        org.awaitility.Awaitility.await().until(() -> messages.stream().anyMatch(wanted));
        return messages.stream().filter(wanted).findFirst().orElseThrow();
    }

    public JsonNode awaitMethod(String method) {
        return await(message -> message.path("method").asString("").equals(method));
    }

    public boolean hasEnded() {
        return response.isDone();
    }

    public HttpResponse<Void> awaitEnd() {
        return response.join();
    }

    public void stop() {
        response.cancel(true);
    }

    @Override
    public void close() {
        stop();
    }

    private final class Lines implements Flow.Subscriber<String> {

        @Override
        public void onSubscribe(Flow.Subscription subscription) {
            subscription.request(Long.MAX_VALUE);
        }

        @Override
        public void onNext(String line) {
            if (line.startsWith("data: ")) {
                messages.add(Json.MAPPER.readTree(line.substring("data: ".length())));
            }
        }

        @Override
        public void onError(Throwable failure) {
            // The future tells
        }

        @Override
        public void onComplete() {
            // The future tells
        }
    }
}
