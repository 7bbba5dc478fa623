package dev.signalbox.platform.notifications;

import io.r2dbc.postgresql.PostgresqlConnectionFactory;
import io.r2dbc.postgresql.api.Notification;
import io.r2dbc.postgresql.api.PostgresqlConnection;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.util.retry.Retry;

/**
 * One LISTEN connection per node. A hint carries an id or nothing: whoever is told re-reads from its own cursor. After a
 * lost connection every listener gets {@link #RESYNC}, since hints of the gap are gone. Thread-safe.
 */
@Component
public class Notifications implements SmartLifecycle {

    public static final String RESYNC = "";

    private static final Logger log = LoggerFactory.getLogger(Notifications.class);

    private final PostgresqlConnectionFactory connections;
    private final DatabaseClient db;
    private final Sinks.Many<Hint> hints = Sinks.many().multicast().directBestEffort();
    private volatile Disposable listening = Disposables.disposed();

    Notifications(PostgresqlConnectionFactory connections, DatabaseClient db) {
        this.connections = connections;
        this.db = db;
    }

    /** Hints of a channel from now on; a subscriber that is too slow loses hints, never the truth. */
    public Flux<String> on(Channel channel) {
        return hints.asFlux()
                .filter(hint -> hint.channel() == null || hint.channel() == channel)
                .map(Hint::payload);
    }

    /** Sends now, or at commit when called inside a transaction: there it takes a database-wide lock, so only rare events do it. */
    public Mono<Void> send(Channel channel, String payload) {
        return db.sql("select pg_notify(:channel, :payload)")
                .bind("channel", channel.sqlName())
                .bind("payload", payload)
                .then();
    }

    /** Many at once, in one statement. */
    public Mono<Void> send(Channel channel, Collection<String> payloads) {
        return db.sql("select pg_notify(:channel, payload) from unnest(:payloads) as payload")
                .bind("channel", channel.sqlName())
                .bind("payloads", payloads.toArray(String[]::new))
                .then();
    }

    @Override
    public void start() {
        listening = Flux.usingWhen(connections.create(), this::listen, PostgresqlConnection::close)
                .doOnError(e -> log.warn("Lost the notification connection, connecting again: {}", e.toString()))
                .retryWhen(Retry.backoff(Long.MAX_VALUE, Duration.ofMillis(100)).maxBackoff(Duration.ofSeconds(2)))
                .repeat()
                .subscribe(this::publish);
    }

    private Flux<Hint> listen(PostgresqlConnection connection) {
        var listens = Arrays.stream(Channel.values())
                .map(c -> "listen " + c.sqlName())
                .toList();
        Flux<Hint> listened = connection
                .createStatement(String.join("; ", listens))
                .execute()
                .flatMap(result -> result.getRowsUpdated())
                .thenMany(Flux.just(new Hint(null, RESYNC)));
        return listened.concatWith(connection.getNotifications().map(Notifications::hint));
    }

    private static Hint hint(Notification notification) {
        return new Hint(
                Channel.of(notification.getName()), Objects.requireNonNullElse(notification.getParameter(), ""));
    }

    private void publish(Hint hint) {
        hints.emitNext(hint, Sinks.EmitFailureHandler.busyLooping(Duration.ofSeconds(1)));
    }

    @Override
    public void stop() {
        listening.dispose();
    }

    @Override
    public boolean isRunning() {
        return !listening.isDisposed();
    }

    private record Hint(@org.jspecify.annotations.Nullable Channel channel, String payload) {}

    /** What nodes tell one another. */
    public enum Channel {
        /** A token was revoked; payload: its id. */
        REVOCATION,
        /** What somebody may do has changed; payload: their tenant, or nothing when it may be any. Sent by triggers. */
        RIGHTS,
        /** Something was appended to a tenant's run feed; payload: the tenant. */
        RUN_FEED,
        /** A run has something new to do; payload: tenant and run. */
        RUN_WAKE;

        String sqlName() {
            return "signalbox_" + name().toLowerCase(java.util.Locale.ROOT);
        }

        static Channel of(String sqlName) {
            return List.of(values()).stream()
                    .filter(channel -> channel.sqlName().equals(sqlName))
                    .findFirst()
                    .orElseThrow();
        }
    }
}
