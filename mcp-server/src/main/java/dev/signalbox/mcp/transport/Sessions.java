package dev.signalbox.mcp.transport;

import dev.signalbox.mcp.platform.Caller;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Sessions of legacy clients. A session grants nothing: each request brings its token, and a session belongs to the
 * token that opened it.
 * It ends after its lifetime, and a caller who opens too many loses the oldest. Thread-safe.
 */
@Component
class Sessions {

    private static final int ID_BYTES = 16;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final Map<String, Session> sessions = new ConcurrentHashMap<>();
    private final McpSettings settings;
    private final Clock clock;

    Sessions(McpSettings settings, Clock clock) {
        this.settings = settings;
        this.clock = clock;
    }

    String open(Caller caller) {
        Instant now = clock.instant();
        sessions.values().removeIf(session -> !now.isBefore(session.until()));
        makeRoom(caller.identity());
        var bytes = new byte[ID_BYTES];
        RANDOM.nextBytes(bytes);
        String id = HexFormat.of().formatHex(bytes);
        sessions.put(id, new Session(id, caller.identity(), now, now.plus(settings.sessionLifetime())));
        return id;
    }

    /** @throws UnknownSessionException also when it is somebody else's */
    void require(@Nullable String id, Caller caller) {
        if (id == null) {
            return;
        }
        Session session = sessions.get(id);
        if (session == null
                || !session.owner().equals(caller.identity())
                || !clock.instant().isBefore(session.until())) {
            throw new UnknownSessionException();
        }
    }

    void close(String id, Caller caller) {
        require(id, caller);
        sessions.remove(id);
    }

    private void makeRoom(String owner) {
        var own = sessions.values().stream()
                .filter(session -> session.owner().equals(owner))
                .sorted(Comparator.comparing(Session::opened))
                .toList();
        own.stream()
                .limit(Math.max(0, own.size() - settings.sessionsPerCaller() + 1))
                .forEach(session -> sessions.remove(session.id()));
    }

    private record Session(String id, String owner, Instant opened, Instant until) {}
}
