package dev.signalbox.platform.toolcalls;

import dev.signalbox.platform.access.Caller;
import dev.signalbox.platform.access.TenantId;
import dev.signalbox.platform.access.TenantTransaction;
import dev.signalbox.platform.toolcalls.ToolBucketRepository.Taken;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Guarantee: all nodes together let no more calls through than the rates say. A node takes a handful at a time and keeps them for a
 * moment, so that most calls need not ask the database; what it does not use in that moment is lost. Thread-safe.
 */
@Component
class ToolRates {

    private static final Duration KEPT = Duration.ofSeconds(1);
    private static final double BURST_SECONDS = 2;
    private static final double HANDFUL_SECONDS = 0.05;
    private static final int BUCKETS = 10_000;
    private static final int KINDS = 3;

    private final ToolBucketRepository buckets;
    private final ToolRateSettings settings;
    private final TenantTransaction transaction;
    private final Clock clock;
    private final Map<Bucket, Handful> handfuls = new ConcurrentHashMap<>();

    ToolRates(ToolBucketRepository buckets, ToolRateSettings settings, TenantTransaction transaction, Clock clock) {
        this.buckets = buckets;
        this.settings = settings;
        this.transaction = transaction;
        this.clock = clock;
    }

    /** Empty when the call may be made; else when there is room again, and for whom there is none. */
    Mono<Refused> take(Caller caller, String tool) {
        return Flux.fromIterable(buckets(caller, tool)).concatMap(this::take).next();
    }

    /**
     * Counts some more calls of what this node has at hand, for mcp-server to make. They are good for as long as they were here, so
     * that nobody makes them later than this node would have.
     */
    Lent lend(Caller caller, String tool, int wanted) {
        Instant now = clock.instant();
        List<Handful> held = buckets(caller, tool).stream()
                .map(handfuls::get)
                .filter(Objects::nonNull)
                .toList();
        int calls = held.stream().mapToInt(handful -> handful.left(now)).reduce(wanted, Math::min);
        return held.size() < KINDS || calls < 1 || !takeAll(held, calls, now)
                ? Lent.NONE
                : new Lent(
                        calls, held.stream().map(handful -> handful.lasts(now)).reduce(KEPT, ToolRates::shorter));
    }

    /** Another request may have been quicker meanwhile: then what was taken goes back. */
    private static boolean takeAll(List<Handful> held, int calls, Instant now) {
        for (int i = 0; i < held.size(); i++) {
            if (!held.get(i).take(calls, now)) {
                held.subList(0, i).forEach(handful -> handful.giveBack(calls));
                return false;
            }
        }
        return true;
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    private List<Bucket> buckets(Caller caller, String tool) {
        String holder = caller.tokenId() == null
                ? "user " + caller.user()
                : "token " + Objects.requireNonNull(caller.tokenId());
        return List.of(
                new Bucket(caller.tenant(), "mcp " + holder + " " + tool, settings.perTool(), tool),
                new Bucket(caller.tenant(), "mcp " + holder, settings.perToken(), "this token"),
                new Bucket(caller.tenant(), "mcp tenant", settings.perTenant(), "this tenant"));
    }

    private Mono<Refused> take(Bucket bucket) {
        return Mono.defer(() -> {
            var handful = handfuls.get(bucket);
            return handful != null && handful.take(1, clock.instant()) ? Mono.empty() : refill(bucket);
        });
    }

    private Mono<Refused> refill(Bucket bucket) {
        double most = Math.max(1, bucket.rate() * BURST_SECONDS);
        int wanted = (int) Math.max(1, Math.floor(bucket.rate() * HANDFUL_SECONDS));
        return transaction
                .in(bucket.tenant(), buckets.take(bucket.tenant(), bucket.name(), bucket.rate(), most, wanted))
                .flatMap(taken -> kept(bucket, taken));
    }

    private Mono<Refused> kept(Bucket bucket, Taken taken) {
        if (taken.calls() == 0) {
            return Mono.just(new Refused(bucket.whose(), taken.until()));
        }
        if (taken.calls() > 1) {
            makeRoom();
            handfuls.merge(
                    bucket, new Handful(taken.calls() - 1, clock.instant().plus(KEPT)), Handful::and);
        }
        return Mono.empty();
    }

    private void makeRoom() {
        if (handfuls.size() >= BUCKETS) {
            Instant now = clock.instant();
            handfuls.values().removeIf(handful -> handful.isOver(now));
        }
        if (handfuls.size() >= BUCKETS) {
            handfuls.clear();
        }
    }

    record Refused(String whose, Duration until) {}

    /** @param lasts for how long they may be made */
    record Lent(int calls, Duration lasts) {

        static final Lent NONE = new Lent(0, Duration.ZERO);
    }

    private record Bucket(TenantId tenant, String name, double rate, String whose) {}

    private static final class Handful {

        private final Instant until;
        private int calls;

        private Handful(int calls, Instant until) {
            this.calls = calls;
            this.until = until;
        }

        private synchronized boolean take(int many, Instant now) {
            if (left(now) < many) {
                return false;
            }
            calls -= many;
            return true;
        }

        private synchronized void giveBack(int many) {
            calls += many;
        }

        private synchronized int left(Instant now) {
            return isOver(now) ? 0 : calls;
        }

        private Duration lasts(Instant now) {
            return Duration.between(now, until);
        }

        private synchronized int rest() {
            int rest = calls;
            calls = 0;
            return rest;
        }

        /** Two requests found it empty at the same time. */
        private Handful and(Handful more) {
            return new Handful(rest() + more.rest(), more.until);
        }

        private boolean isOver(Instant now) {
            return !now.isBefore(until);
        }
    }
}
