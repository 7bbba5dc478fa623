package dev.signalbox.mcp.transport;

import dev.signalbox.mcp.transport.JsonRpcMessage.Response;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import tools.jackson.databind.node.ObjectNode;

/** What is remembered of one legacy client: what it can do, what it wants to hear, and what it was asked. Thread-safe. */
final class Session {

    static final int SUBSCRIPTIONS = 20;
    private static final Duration ANSWER = Duration.ofMinutes(5);

    private final String id;
    private final String owner;
    private final Instant opened;
    private final Instant until;
    private final ObjectNode capabilities;
    private final AtomicInteger questions = new AtomicInteger();
    private final Map<String, Sinks.One<Response>> asked = new ConcurrentHashMap<>();
    private final Set<String> subscriptions = ConcurrentHashMap.newKeySet();
    private final AtomicReference<Sinks.@Nullable Empty<Void>> listener = new AtomicReference<>();
    private final Sinks.Empty<Void> ended = Sinks.empty();
    private volatile LogLevel threshold = LogLevel.WARNING;

    Session(String id, String owner, Instant opened, Instant until, ObjectNode capabilities) {
        this.id = id;
        this.owner = owner;
        this.opened = opened;
        this.until = until;
        this.capabilities = capabilities;
    }

    String id() {
        return id;
    }

    Instant opened() {
        return opened;
    }

    Instant until() {
        return until;
    }

    ObjectNode capabilities() {
        return capabilities;
    }

    LogLevel threshold() {
        return threshold;
    }

    void hear(LogLevel level) {
        threshold = level;
    }

    boolean isOf(String caller) {
        return owner.equals(caller);
    }

    Set<String> subscriptions() {
        return Set.copyOf(subscriptions);
    }

    /** @throws JsonRpcFailure when there are too many */
    void subscribe(String uri) {
        if (subscriptions.size() >= SUBSCRIPTIONS && !subscriptions.contains(uri)) {
            throw JsonRpcFailure.refused(
                    "RATE_LIMITED", "A session may subscribe to %d resources.".formatted(SUBSCRIPTIONS));
        }
        subscriptions.add(uri);
    }

    void unsubscribe(String uri) {
        subscriptions.remove(uri);
    }

    /** Sends a request to the client and waits for its answer, while the session lasts. */
    Mono<ObjectNode> ask(Question question, Consumer<ObjectNode> out) {
        return Mono.defer(() -> {
            String number = "signalbox-" + questions.incrementAndGet();
            Sinks.One<Response> answer = Sinks.one();
            asked.put(number, answer);
            ObjectNode request = Notices.of(question.method(), question.params());
            out.accept(request.put("id", number));
            return answer.asMono()
                    .timeout(ANSWER, Mono.error(() -> JsonRpcFailure.refused("TIMEOUT", "The client did not answer.")))
                    .takeUntilOther(ended.asMono())
                    .switchIfEmpty(Mono.error(UnknownSessionException::new))
                    .map(Session::result)
                    .doFinally(_ -> asked.remove(number));
        });
    }

    /** An answer nobody waits for is of no interest. */
    void answered(Response response) {
        Sinks.One<Response> waiting = asked.get(response.id().asString(""));
        if (waiting != null) {
            waiting.tryEmitValue(response);
        }
    }

    /** For as long as the session lasts and no newer stream takes over: a message must reach the client once. */
    <T> Flux<T> asOnlyListener(Flux<T> messages, Duration remaining) {
        return Flux.defer(() -> {
            Sinks.Empty<Void> replaced = Sinks.empty();
            Sinks.Empty<Void> before = listener.getAndSet(replaced);
            if (before != null) {
                before.tryEmitEmpty();
            }
            return messages.takeUntilOther(Mono.firstWithSignal(
                    replaced.asMono(), ended.asMono(), Mono.delay(remaining).then()));
        });
    }

    void end() {
        ended.tryEmitEmpty();
    }

    private static ObjectNode result(Response response) {
        if (response.result() instanceof ObjectNode result) {
            return result;
        }
        throw JsonRpcFailure.refused(
                "FAILED_PRECONDITION",
                "The client refused to answer: %s"
                        .formatted(response.error().path("message").asString("no reason")));
    }
}
