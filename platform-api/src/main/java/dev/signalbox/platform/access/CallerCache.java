package dev.signalbox.platform.access;

import dev.signalbox.platform.access.Caller.Kind;
import dev.signalbox.platform.background.BackgroundLoop;
import dev.signalbox.platform.notifications.Notifications;
import dev.signalbox.platform.notifications.Notifications.Channel;
import java.time.Clock;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Callers as they were read a moment ago. Guarantee: what changes somebody's rights on this node counts from its commit on; what
 * does so anywhere else, as soon as the database tells, whose triggers see every writer, and after {@link #LIFETIME} even when it
 * cannot tell. Nobody is remembered for having been refused. Texts of tokens are kept as keyed hashes only. Thread-safe. ADR 125.
 */
@Component
public class CallerCache extends BackgroundLoop {

    static final Duration LIFETIME = Duration.ofSeconds(1);
    private static final int MOST = 10_000;

    private final Map<Key, Entry> entries = new ConcurrentHashMap<>();
    private final AtomicLong changes = new AtomicLong();
    private final Notifications notifications;
    private final Clock clock;

    CallerCache(Notifications notifications, Clock clock) {
        super("hear of changed rights");
        this.notifications = notifications;
        this.clock = clock;
    }

    Mono<Caller> get(Key key, Mono<Caller> read) {
        return Mono.defer(() -> {
            Entry known = entries.get(key);
            if (known != null && known.until() - System.nanoTime() > 0) {
                return Mono.just(known.caller());
            }
            long seen = changes.get();
            return read.doOnNext(caller -> keep(key, caller, seen));
        });
    }

    /** What was read before a change may not stay after it: so both sides look at the counter after they have written. */
    private void keep(Key key, Caller caller, long seen) {
        if (key.project() != null && !key.project().equals(caller.project())) {
            return; // refused in a moment; nobody's guesses may push the others out
        }
        makeRoom();
        entries.put(key, new Entry(caller, System.nanoTime() + lifetime(caller).toNanos()));
        if (changes.get() != seen) {
            entries.remove(key);
        }
    }

    private void makeRoom() {
        if (entries.size() >= MOST) {
            long now = System.nanoTime();
            entries.values().removeIf(entry -> entry.until() - now <= 0);
        }
        if (entries.size() >= MOST) {
            entries.clear();
        }
    }

    private Duration lifetime(Caller caller) {
        if (caller.expiresAt() == null) {
            return LIFETIME;
        }
        Duration left = Duration.between(clock.instant(), caller.expiresAt());
        return left.compareTo(LIFETIME) < 0 ? left : LIFETIME;
    }

    /** Call it in every transaction that changes who somebody of the tenant is or what they may do. */
    public Mono<Void> changed(TenantId tenant) {
        return TenantTransaction.afterCommit(() -> forget(tenant));
    }

    private void forget(TenantId tenant) {
        changes.incrementAndGet();
        entries.values().removeIf(entry -> entry.caller().tenant().equals(tenant));
    }

    private void forgetAll() {
        changes.incrementAndGet();
        entries.clear();
    }

    @Override
    protected Flux<?> work() {
        return notifications.on(Channel.RIGHTS).doOnNext(tenant -> {
            if (tenant.equals(Notifications.RESYNC)) {
                forgetAll();
            } else {
                forget(TenantId.of(tenant));
            }
        });
    }

    private record Entry(Caller caller, long until) {}

    /**
     * @param proof what was shown, or whom something else proves them to be
     * @param project the one that was asked for
     */
    record Key(Kind kind, String proof, @Nullable ProjectId project) {

        static Key ofText(Kind kind, byte[] hash, @Nullable ProjectId project) {
            return new Key(kind, HexFormat.of().formatHex(hash), project);
        }

        static Key ofToken(Kind kind, UUID token, @Nullable ProjectId project) {
            return new Key(kind, token.toString(), project);
        }

        static Key ofPerson(Kind kind, TenantId tenant, UserId user, @Nullable ProjectId project) {
            return new Key(kind, tenant + "/" + user, project);
        }
    }
}
