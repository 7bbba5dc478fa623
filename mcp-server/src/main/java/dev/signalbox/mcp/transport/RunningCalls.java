package dev.signalbox.mcp.transport;

import dev.signalbox.mcp.platform.Caller;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import tools.jackson.databind.JsonNode;

/**
 * What is being worked on, so that {@code notifications/cancelled} can end it. Closing the connection ends it too, by
 * itself.
 */
@Component
class RunningCalls {

    private final Map<Key, List<Sinks.Empty<Void>>> running = new ConcurrentHashMap<>();

    /** @param session null for clients without one */
    record Key(String caller, @Nullable String session, String requestId) {

        static Key of(Caller caller, @Nullable String session, JsonNode requestId) {
            return new Key(caller.identity(), session, requestId.toString());
        }
    }

    <T> Mono<T> track(Key key, Mono<T> call) {
        return Mono.defer(() -> {
            Sinks.Empty<Void> cancelled = Sinks.empty();
            running.computeIfAbsent(key, _ -> new CopyOnWriteArrayList<>()).add(cancelled);
            return call.takeUntilOther(cancelled.asMono())
                    .switchIfEmpty(Mono.error(() -> JsonRpcFailure.refused("CANCELLED", "The request was cancelled.")))
                    .doFinally(_ -> remove(key, cancelled));
        });
    }

    /**
     * Two clients of one token without sessions may use the same request ids: then it is not clear whose is meant,
     * and none is cancelled.
     */
    void cancel(Key key) {
        List<Sinks.Empty<Void>> calls = running.getOrDefault(key, List.of());
        if (calls.size() == 1) {
            calls.forEach(Sinks.Empty::tryEmitEmpty);
        }
    }

    private void remove(Key key, Sinks.Empty<Void> call) {
        running.computeIfPresent(key, (_, calls) -> {
            calls.remove(call);
            return calls.isEmpty() ? null : calls;
        });
    }
}
