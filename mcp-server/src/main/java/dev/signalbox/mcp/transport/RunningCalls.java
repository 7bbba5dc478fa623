package dev.signalbox.mcp.transport;

import dev.signalbox.mcp.platform.Caller;
import dev.signalbox.mcp.platform.CallerRefusedException;
import dev.signalbox.mcp.platform.RevokedTokens;
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
 * What is being worked on, so that {@code notifications/cancelled} can end it, and the revocation of its token.
 * Closing the connection ends it too, by itself.
 */
@Component
class RunningCalls {

    private final Map<Key, List<Running>> running = new ConcurrentHashMap<>();

    RunningCalls(RevokedTokens revoked) {
        revoked.ids().subscribe(this::endAllOf);
    }

    /** @param session null for clients without one */
    record Key(
            String caller,
            @Nullable String tokenId,
            @Nullable String session,
            String requestId) {

        static Key of(Caller caller, @Nullable String session, JsonNode requestId) {
            return new Key(caller.identity(), caller.tokenId(), session, requestId.toString());
        }
    }

    <T> Mono<T> track(Key key, Mono<T> call) {
        return Mono.defer(() -> {
            var one = new Running();
            running.computeIfAbsent(key, _ -> new CopyOnWriteArrayList<>()).add(one);
            return call.takeUntilOther(one.end.asMono())
                    .switchIfEmpty(Mono.defer(one::failure))
                    .doFinally(_ -> remove(key, one));
        });
    }

    /**
     * Two clients of one token without sessions may use the same request ids: then it is not clear whose is meant,
     * and none is cancelled.
     */
    void cancel(Key key) {
        List<Running> calls = running.getOrDefault(key, List.of());
        if (calls.size() == 1) {
            calls.forEach(call -> call.end(JsonRpcFailure.refused("CANCELLED", "The request was cancelled.")));
        }
    }

    private void endAllOf(String tokenId) {
        running.forEach((key, calls) -> {
            if (tokenId.equals(key.tokenId())) {
                calls.forEach(call -> call.end(new CallerRefusedException()));
            }
        });
    }

    private void remove(Key key, Running call) {
        running.computeIfPresent(key, (_, calls) -> {
            calls.remove(call);
            return calls.isEmpty() ? null : calls;
        });
    }

    /** One call. Its end completes it, since an error from beside would not cancel what it waits for. */
    private static final class Running {

        private final Sinks.Empty<Void> end = Sinks.empty();
        private volatile @Nullable RuntimeException reason;

        private void end(RuntimeException why) {
            reason = why;
            end.tryEmitEmpty();
        }

        private <T> Mono<T> failure() {
            RuntimeException why = reason;
            return why == null ? Mono.empty() : Mono.error(why);
        }
    }
}
