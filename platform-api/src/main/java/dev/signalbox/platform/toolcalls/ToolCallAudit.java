package dev.signalbox.platform.toolcalls;

import dev.signalbox.platform.access.Caller;
import dev.signalbox.platform.access.TenantId;
import dev.signalbox.platform.audit.Audit;
import dev.signalbox.platform.audit.AuditEvent.Outcome;
import dev.signalbox.platform.background.BackgroundLoop;
import dev.signalbox.platform.problem.ApiException;
import dev.signalbox.platform.problem.ErrorCode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;

/**
 * Writes down every call, a second later and many at a time, so that no call waits for it (ADR 96). A node that is killed loses the
 * calls of its last second; one that is stopped loses none. Thread-safe.
 */
@Component
class ToolCallAudit extends BackgroundLoop {

    private static final Logger log = LoggerFactory.getLogger(ToolCallAudit.class);
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final Pattern TRACE = Pattern.compile("00-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}");
    private static final int KEPT = 50_000;
    private static final int BATCH = 1_000;
    private static final int LAST_TRIES = 5;

    private final Audit audit;
    private final BlockingQueue<Call> calls = new ArrayBlockingQueue<>(KEPT);
    private final AtomicLong lost = new AtomicLong();
    private volatile Mono<Void> writing = Mono.empty();

    ToolCallAudit(Audit audit) {
        super("audit tool calls");
        this.audit = audit;
    }

    void add(Call call) {
        if (!calls.offer(call)) {
            lost.incrementAndGet();
        }
    }

    @Override
    protected Flux<Void> work() {
        // Cached, a round goes on when whoever waits for it is gone: a stop would else cancel it, and its batch were
        // lost
        return every(PAUSE, Mono.defer(() -> writing = write().cache()));
    }

    /** After the last request has been answered. */
    @Override
    public int getPhase() {
        return 0;
    }

    @Override
    public void stop(Runnable stopped) {
        stop();
        Mono.defer(() -> writing)
                .onErrorComplete()
                .then(write().retryWhen(Retry.fixedDelay(LAST_TRIES, PAUSE)))
                .onErrorResume(this::never)
                .doFinally(_ -> stopped.run())
                .subscribe();
    }

    private Mono<Void> never(Throwable reason) {
        log.error("{} tool calls were not audited: {}", calls.size() + lost.get(), reason.toString());
        return Mono.empty();
    }

    /** Fails when some could not be written: those are kept for the next time. */
    Mono<Void> write() {
        return Mono.defer(() -> {
            long dropped = lost.getAndSet(0);
            if (dropped > 0) {
                log.error("{} tool calls were not audited: the database was away for too long", dropped);
            }
            var batch = new ArrayList<Call>();
            calls.drainTo(batch, BATCH);
            return write(batch).then(batch.size() < BATCH ? Mono.empty() : write());
        });
    }

    /** Each tenant is tried, whatever became of those before it. */
    private Mono<Void> write(List<Call> batch) {
        Map<TenantId, List<Call>> tenants = batch.stream()
                .collect(Collectors.groupingBy(call -> call.caller().tenant()));
        return Flux.fromIterable(tenants.entrySet())
                .concatMap(tenant -> audit.recordChained(
                                tenant.getKey(),
                                tenant.getValue().stream().map(Call::entry).toList())
                        .then(Mono.<Throwable>empty())
                        .onErrorResume(e -> putBack(tenant.getValue(), e)))
                .reduce((first, _) -> first)
                .flatMap(Mono::error);
    }

    private Mono<Throwable> putBack(List<Call> failed, Throwable reason) {
        failed.forEach(this::add);
        return Mono.just(reason);
    }

    /**
     * One call and how it ended.
     *
     * @param nanos when it began, and once it has ended how long it took
     */
    record Call(ToolCaller caller, String tool, @Nullable String trace, long nanos, Outcome outcome, String result) {

        static Call begun(Caller caller, String tool, ServerWebExchange exchange) {
            String trace = traceId(exchange.getRequest().getHeaders().getFirst("traceparent"));
            return new Call(ToolCaller.of(caller), tool, trace, System.nanoTime(), Outcome.FAILED, "unfinished");
        }

        /** One that mcp-server answered. */
        static Call answered(ToolCaller caller, String tool, @Nullable String traceParent, Duration took) {
            return new Call(
                    caller,
                    tool,
                    traceId(traceParent),
                    took.toNanos(),
                    Outcome.DONE,
                    String.valueOf(HttpStatus.OK.value()));
        }

        private static @Nullable String traceId(@Nullable String parent) {
            return parent != null && TRACE.matcher(parent).matches() ? parent.substring(3, 35) : null;
        }

        Call answered(@Nullable HttpStatusCode status) {
            int code = status == null ? 200 : status.value();
            return ended(code < 400 ? Outcome.DONE : Outcome.FAILED, String.valueOf(code));
        }

        Call failed(Throwable failure) {
            ErrorCode code = failure instanceof ApiException known ? known.code() : ErrorCode.INTERNAL;
            boolean denied = code == ErrorCode.PERMISSION_DENIED || code == ErrorCode.UNAUTHENTICATED;
            return ended(denied ? Outcome.DENIED : Outcome.FAILED, code.name());
        }

        Call cancelled() {
            return ended(Outcome.FAILED, "cancelled");
        }

        private Call ended(Outcome how, String with) {
            return new Call(caller, tool, trace, System.nanoTime() - nanos, how, with);
        }

        Audit.Entry entry() {
            var details = new HashMap<String, Object>();
            details.put("result", result);
            details.put("ms", nanos / 1_000_000);
            if (trace != null) {
                details.put("trace_id", trace);
            }
            return new Audit.Entry(caller.user().value(), caller.token(), "mcp.call", "tool/" + tool, outcome, details);
        }
    }
}
