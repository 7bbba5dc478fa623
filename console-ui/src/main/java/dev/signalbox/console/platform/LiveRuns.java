package dev.signalbox.console.platform;

import com.vaadin.flow.shared.Registration;
import com.vaadin.flow.spring.annotation.VaadinSessionScope;
import dev.signalbox.console.signin.SigninSettings;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.BodySubscribers;
import java.net.http.HttpResponse.ResponseInfo;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * The one subscription of a signed-in person to the run feed, shared by all their open pages and closed with the last one.
 *
 * <p>Guarantee: it is opened with that person's own token, so nobody hears of a run they may not see (ADR 14).
 */
@Component
@VaadinSessionScope
public class LiveRuns implements DisposableBean {

    private static final Logger LOG = LoggerFactory.getLogger(LiveRuns.class);
    private static final Executor EXECUTOR = Executors.newVirtualThreadPerTaskExecutor();
    private static final HttpClient HTTP = HttpClient.newBuilder()
            .executor(EXECUTOR)
            .connectTimeout(Duration.ofSeconds(3))
            .build();

    /** Shorter than a token lives: the stream is opened again with a fresh one, which also heals a silently dead connection. */
    private static final Duration LONGEST = Duration.ofMinutes(4);

    private final List<Consumer<RunChange>> listeners = new CopyOnWriteArrayList<>();
    private final SignedIn person;
    private final JsonMapper json;
    private final URI stream;
    private @Nullable CompletableFuture<?> exchange;
    private @Nullable String cursor;
    private int failures;

    LiveRuns(SignedIn person, JsonMapper json, SigninSettings settings) {
        this.person = person;
        this.json = json;
        this.stream = settings.platform().url().resolve("/v1/runs/stream");
    }

    public Registration listen(Consumer<RunChange> listener) {
        listeners.add(listener);
        connect();
        return () -> {
            listeners.remove(listener);
            if (listeners.isEmpty()) {
                disconnect();
            }
        };
    }

    private synchronized void connect() {
        if (exchange != null || listeners.isEmpty()) {
            return;
        }
        var request = HttpRequest.newBuilder(stream)
                .header("Accept", "text/event-stream")
                .header("Authorization", "Bearer " + person.token());
        if (cursor != null) {
            request.header("Last-Event-ID", cursor);
        }
        var running = HTTP.sendAsync(request.build(), this::opened);
        exchange = running;
        var _ = running.copy().orTimeout(LONGEST.toSeconds(), TimeUnit.SECONDS).whenComplete((_, _) -> ended(running));
    }

    /** Called when the answer begins; anything but success is tried again later. */
    private BodySubscriber<?> opened(ResponseInfo answer) {
        if (answer.statusCode() != 200) {
            return BodySubscribers.discarding();
        }
        synchronized (this) {
            failures = 0;
        }
        return BodySubscribers.fromLineSubscriber(new EventLines(this::arrived));
    }

    private void arrived(@Nullable String id, String data) {
        synchronized (this) {
            cursor = id == null ? cursor : id;
        }
        // The first event of a stream names no run: whatever was read before it may be old
        tell(new RunChange(json.readTree(data).path("run_id").asString(null)));
    }

    private void tell(RunChange change) {
        listeners.forEach(listener -> listener.accept(change));
    }

    private synchronized void ended(CompletableFuture<?> over) {
        over.cancel(true);
        if (exchange != over) {
            return;
        }
        exchange = null;
        long wait = Math.min(15_000, 250L << Math.min(failures, 6));
        failures++;
        LOG.debug("The run stream ended and is opened again in {} ms", wait);
        CompletableFuture.delayedExecutor(wait, TimeUnit.MILLISECONDS, EXECUTOR).execute(this::connect);
    }

    private synchronized void disconnect() {
        if (exchange != null) {
            var over = exchange;
            exchange = null;
            over.cancel(true);
        }
    }

    /** The place of work changed: what is heard from now on belongs to the new one. */
    public synchronized void restart() {
        disconnect();
        cursor = null;
        connect();
    }

    @Override
    public void destroy() {
        listeners.clear();
        disconnect();
    }
}
