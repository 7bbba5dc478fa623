package dev.signalbox.platform.host;

import dev.signalbox.platform.access.ProjectId;
import dev.signalbox.platform.access.TenantId;
import dev.signalbox.platform.access.UserId;
import dev.signalbox.platform.journal.LiveRun;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** Rights that were there a moment ago, by whom a run acts for; a right that was not there is never remembered. Thread-safe. */
final class RecentRights {

    private static final Duration MOMENT = Duration.ofMillis(500);
    private static final int MOST = 10_000;

    private final Map<Principal, Long> seen = new ConcurrentHashMap<>();

    Mono<Boolean> orAsk(LiveRun run, Mono<Boolean> asked) {
        var facts = run.facts();
        var principal = new Principal(run.tenant(), facts.projectId(), facts.startedBy(), facts.startedWith());
        return Mono.defer(
                () -> isRecent(principal) ? Mono.just(true) : asked.doOnNext(allowed -> note(principal, allowed)));
    }

    private boolean isRecent(Principal principal) {
        Long at = seen.get(principal);
        return at != null && System.nanoTime() - at < MOMENT.toNanos();
    }

    private void note(Principal principal, boolean allowed) {
        if (!allowed) {
            seen.remove(principal);
            return;
        }
        if (seen.size() >= MOST) {
            seen.clear();
        }
        seen.put(principal, System.nanoTime());
    }

    private record Principal(
            TenantId tenant,
            ProjectId project,
            UserId user,
            @Nullable UUID token) {}
}
