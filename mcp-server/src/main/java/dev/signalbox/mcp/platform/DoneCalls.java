package dev.signalbox.mcp.platform;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.util.retry.Retry;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Tells the platform's audit which calls were answered here, a second later and many at a time (ADR 130). A process that is killed
 * loses those of its last second; one that is stopped tells them all. Thread-safe.
 */
@Component
@Profile("!stdio")
class DoneCalls implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(DoneCalls.class);
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final int LAST_TRIES = 5;
    private static final Duration LAST = Duration.ofSeconds(10);
    private static final int KEPT = 50_000;
    private static final int BATCH = 1_000;

    private final PlatformConnection connection;
    private final Credential service;
    private final Duration last;
    private final BlockingQueue<Done> calls = new ArrayBlockingQueue<>(KEPT);
    private final AtomicLong lost = new AtomicLong();
    private volatile @Nullable Telling telling;

    @Autowired
    DoneCalls(PlatformConnection connection, ServiceSettings settings) {
        this(connection, settings, LAST);
    }

    /** @param last how long a stop waits at most */
    DoneCalls(PlatformConnection connection, ServiceSettings settings, Duration last) {
        this.connection = connection;
        this.last = last;
        this.service = Credential.service(settings.secret());
    }

    /** @param receipt of the allowance it was made of */
    void add(String receipt, Duration took, @Nullable String trace) {
        keep(new Done(receipt, took.toMillis(), trace));
    }

    private void keep(Done call) {
        if (!calls.offer(call)) {
            lost.incrementAndGet();
        }
    }

    @Override
    public void start() {
        var end = Sinks.<Void>empty();
        // Whoever stops lets the batch that is on its way arrive, or it would be told twice or never
        Mono<Void> all = Flux.interval(PAUSE)
                .onBackpressureDrop()
                .takeUntilOther(end.asMono())
                .concatMap(_ -> tell().onErrorResume(DoneCalls::later), 1)
                .then(Mono.defer(this::tell).retryWhen(Retry.fixedDelay(LAST_TRIES, PAUSE)))
                .timeout(end.asMono().then(Mono.delay(last)))
                .onErrorResume(this::never)
                .cache();
        telling = new Telling(end, all);
        all.subscribe();
    }

    private Mono<Void> tell() {
        return Mono.defer(() -> {
            long dropped = lost.getAndSet(0);
            if (dropped > 0) {
                log.error("{} tool calls were not audited: the platform was away for too long", dropped);
            }
            var batch = new ArrayList<Done>();
            calls.drainTo(batch, BATCH);
            return batch.isEmpty() ? Mono.empty() : tell(batch).then(tell());
        });
    }

    private Mono<Void> tell(List<Done> batch) {
        return connection
                .send(PlatformRequest.post("/v1/internal/tool-calls", body(batch)), service, null)
                .flatMap(answer -> switch (answer) {
                    case PlatformAnswer.Success _ -> Mono.<Void>empty();
                    case PlatformAnswer.Problem problem ->
                        Mono.error(new PlatformUnavailableException(
                                "POST /v1/internal/tool-calls answered " + problem.status()));
                })
                .doOnError(_ -> batch.forEach(this::keep))
                .doOnCancel(() -> batch.forEach(this::keep));
    }

    private static ObjectNode body(List<Done> batch) {
        ObjectNode body = Json.MAPPER.createObjectNode();
        ArrayNode allowances = body.putArray("allowances");
        batch.stream().collect(Collectors.groupingBy(Done::receipt)).forEach((receipt, made) -> {
            ArrayNode calls = allowances.addObject().put("receipt", receipt).putArray("calls");
            made.forEach(call -> calls.add(call.written()));
        });
        return body;
    }

    private static Mono<Void> later(Throwable reason) {
        log.warn("The platform was not told of tool calls, trying again: {}", reason.toString());
        return Mono.empty();
    }

    private Mono<Void> never(Throwable reason) {
        log.error("{} tool calls were not audited: {}", calls.size() + lost.get(), reason.toString());
        return Mono.empty();
    }

    @Override
    public void stop() {
        stop(() -> {});
    }

    @Override
    public void stop(Runnable stopped) {
        Telling current = telling;
        telling = null;
        if (current == null) {
            stopped.run();
            return;
        }
        current.end().tryEmitEmpty();
        current.all().doFinally(_ -> stopped.run()).subscribe();
    }

    @Override
    public boolean isRunning() {
        return telling != null;
    }

    /** After the last request has been answered, and before the connections are closed. */
    @Override
    public int getPhase() {
        return 1;
    }

    private record Telling(Sinks.Empty<Void> end, Mono<Void> all) {}

    private record Done(
            String receipt, long milliseconds, @Nullable String trace) {

        ObjectNode written() {
            ObjectNode call = Json.MAPPER.createObjectNode().put("milliseconds", milliseconds);
            return trace == null ? call : call.put("traceparent", trace);
        }
    }
}
