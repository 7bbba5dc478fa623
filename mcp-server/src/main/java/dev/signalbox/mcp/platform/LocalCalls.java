package dev.signalbox.mcp.platform;

import dev.signalbox.mcp.platform.PlatformAnswer.Problem;
import dev.signalbox.mcp.platform.PlatformAnswer.Success;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Counts calls that are answered here and makes sure that they are audited. Guarantee: the platform has counted a call before it is
 * made, so that all nodes together stay within the rates (ADR 130). Thread-safe.
 */
@Component
@Profile("!stdio")
public class LocalCalls {

    private static final int CAPACITY = 10_000;

    private final Platform platform;
    private final DoneCalls done;
    private final Map<Key, Allowance> allowances = new ConcurrentHashMap<>();

    LocalCalls(Platform platform, DoneCalls done) {
        this.platform = platform;
        this.done = done;
    }

    private record Key(String tenant, String user, @Nullable String token, String tool) {}

    /**
     * Empty when the call may be made; else why not. What the platform had counted ahead is used up first.
     *
     * @param trace in the form of W3C's {@code traceparent}
     */
    public Mono<Optional<Problem>> objection(String tool, Caller caller, @Nullable String trace) {
        return Mono.defer(() -> {
            long begun = System.nanoTime();
            Allowance allowance = allowance(new Key(caller.tenantId(), caller.userId(), caller.tokenId(), tool));
            if (take(allowance, begun, trace)) {
                return Mono.just(Optional.empty());
            }
            Mono<Void> another = allowance.another();
            return another == null
                    ? first(allowance, tool, caller, begun, trace)
                    // They wait once, and not in a row: what is not allowed would take the longer the more there are
                    : another.then(Mono.defer(() -> take(allowance, begun, trace)
                            ? Mono.just(Optional.empty())
                            : ask(tool, caller, trace, 0).map(LocalCalls::objection)));
        });
    }

    /** Another one may have been answered since we looked. */
    private Mono<Optional<Problem>> first(
            Allowance allowance, String tool, Caller caller, long begun, @Nullable String trace) {
        return Mono.defer(() -> take(allowance, begun, trace)
                        ? Mono.just(Optional.<Problem>empty())
                        : refill(allowance, tool, caller, trace))
                .doFinally(_ -> allowance.answered());
    }

    private boolean take(Allowance allowance, long begun, @Nullable String trace) {
        long now = System.nanoTime();
        String receipt = allowance.take(now);
        if (receipt == null) {
            return false;
        }
        done.add(receipt, Duration.ofNanos(now - begun), trace);
        return true;
    }

    private Mono<Optional<Problem>> refill(Allowance allowance, String tool, Caller caller, @Nullable String trace) {
        return Mono.defer(() -> {
            long asked = System.nanoTime();
            return ask(tool, caller, trace, allowance.wanted(asked))
                    .doOnNext(answer -> {
                        if (answer instanceof Success success) {
                            allowance.grant(success.body(), asked);
                        }
                    })
                    .map(LocalCalls::objection);
        });
    }

    /** The platform counts and audits the request as it does every other call. */
    private Mono<PlatformAnswer> ask(String tool, Caller caller, @Nullable String trace, int more) {
        var request = PlatformRequest.post(
                        "/v1/internal/tool-calls/allowance",
                        Json.MAPPER.createObjectNode().put("calls", more))
                .with("X-Mcp-Tool", tool);
        return platform.send(trace == null ? request : request.with("traceparent", trace), caller);
    }

    private static Optional<Problem> objection(PlatformAnswer answer) {
        return switch (answer) {
            case Problem problem -> Optional.of(problem);
            case Success _ -> Optional.empty();
        };
    }

    private Allowance allowance(Key key) {
        if (allowances.size() >= CAPACITY) {
            makeRoom(System.nanoTime());
        }
        return allowances.computeIfAbsent(key, _ -> new Allowance());
    }

    private void makeRoom(long now) {
        allowances.values().removeIf(allowance -> allowance.isOver(now));
        if (allowances.size() >= CAPACITY) {
            allowances.clear();
        }
    }
}
