package dev.signalbox.mcp.transport;

import dev.signalbox.mcp.platform.Caller;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ObjectNode;

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

    /** @param capabilities what the client said it can do */
    Session open(Caller caller, ObjectNode capabilities) {
        Instant now = clock.instant();
        sessions.values().stream()
                .filter(session -> !now.isBefore(session.until()))
                .forEach(this::end);
        makeRoom(caller.identity());
        var bytes = new byte[ID_BYTES];
        RANDOM.nextBytes(bytes);
        String id = HexFormat.of().formatHex(bytes);
        var session = new Session(id, caller.identity(), now, now.plus(settings.sessionLifetime()), capabilities);
        sessions.put(id, session);
        return session;
    }

    /** @throws UnknownSessionException also when it is somebody else's */
    @Nullable
    Session require(@Nullable String id, Caller caller) {
        if (id == null) {
            return null;
        }
        Session session = sessions.get(id);
        if (session == null
                || !session.isOf(caller.identity())
                || !clock.instant().isBefore(session.until())) {
            throw new UnknownSessionException();
        }
        return session;
    }

    Duration remaining(Session session) {
        return Duration.between(clock.instant(), session.until());
    }

    /** From here on nobody finds it, and whatever waits for its client does not any more. */
    void end(Session session) {
        sessions.remove(session.id());
        session.end();
    }

    private void makeRoom(String owner) {
        var own = sessions.values().stream()
                .filter(session -> session.isOf(owner))
                .sorted(Comparator.comparing(Session::opened))
                .toList();
        own.stream()
                .limit(Math.max(0, own.size() - settings.sessionsPerCaller() + 1))
                .forEach(this::end);
    }
}
