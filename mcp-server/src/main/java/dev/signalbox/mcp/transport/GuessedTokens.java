package dev.signalbox.mcp.transport;

import java.time.Clock;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.context.annotation.Profile;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.stereotype.Component;

/**
 * Slows down who tries tokens. Only refused ones count, so a valid token keeps working from the same address. The
 * platform cannot
 * count them: it sees all of them come from here. Thread-safe.
 */
@Component
@Profile("!stdio")
class GuessedTokens {

    static final int PER_MINUTE = 20;
    private static final int ADDRESSES = 10_000;

    private final Map<String, Minute> minutes = new ConcurrentHashMap<>();
    private final Clock clock;

    GuessedTokens(Clock clock) {
        this.clock = clock;
    }

    /** Counts one more; what is left to say is the refusal itself, or that there were too many. */
    RuntimeException counted(ServerHttpRequest request, RuntimeException refusal) {
        var remote = request.getRemoteAddress();
        String address = remote == null ? "" : remote.getHostString();
        long now = clock.instant().getEpochSecond() / 60;
        if (minutes.size() >= ADDRESSES) {
            minutes.values().removeIf(minute -> minute.number() < now);
        }
        Minute minute =
                minutes.merge(address, new Minute(now, 1), (old, fresh) -> old.number() == now ? old.oneMore() : fresh);
        return minute.guesses() > PER_MINUTE ? new TooManyGuessesException() : refusal;
    }

    private record Minute(long number, int guesses) {

        Minute oneMore() {
            return new Minute(number, guesses + 1);
        }
    }
}
