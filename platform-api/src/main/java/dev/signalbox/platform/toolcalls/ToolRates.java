package dev.signalbox.platform.toolcalls;

import dev.signalbox.platform.access.Caller;
import dev.signalbox.platform.access.TenantId;
import dev.signalbox.platform.access.TenantTransaction;
import dev.signalbox.platform.toolcalls.ToolBucketRepository.Asked;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.springframework.stereotype.Component;
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

    /** Empty when the call may be made; else when there is room again, and for whom there is none: then none of the buckets lost one. */
    Mono<Refused> take(Caller caller, String tool) {
        return Mono.defer(() -> {
            Instant now = clock.instant();
            Map<Boolean, List<Bucket>> there =
                    buckets(caller, tool).stream().collect(Collectors.partitioningBy(bucket -> isAtHand(bucket, now)));
            List<Bucket> empty = there.getOrDefault(false, List.of());
            return empty.isEmpty()
                    ? Mono.empty()
                    : refill(caller.tenant(), empty)
                            .doOnNext(_ -> there.getOrDefault(true, List.of()).forEach(this::giveBack));
        });
    }

    private boolean isAtHand(Bucket bucket, Instant now) {
        var handful = handfuls.get(bucket);
        return handful != null && handful.take(1, now);
    }

    private void giveBack(Bucket bucket) {
        var handful = handfuls.get(bucket);
        if (handful != null) {
            handful.giveBack(1);
        }
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

    /** All of them in one transaction: who calls now and then finds all three empty each time. */
    private Mono<Refused> refill(TenantId tenant, List<Bucket> empty) {
        return transaction
                .in(
                        tenant,
                        buckets.takeAll(
                                tenant, empty.stream().map(Bucket::handful).toList()))
                .flatMap(taken -> {
                    int without = IntStream.range(0, taken.size())
                            .filter(i -> taken.get(i).calls() == 0)
                            .findFirst()
                            .orElse(-1);
                    // One of each is the call itself
                    IntStream.range(0, taken.size())
                            .forEach(i -> keep(empty.get(i), taken.get(i).calls() - (without < 0 ? 1 : 0)));
                    return without < 0
                            ? Mono.empty()
                            : Mono.just(new Refused(
                                    empty.get(without).whose(),
                                    taken.get(without).until()));
                });
    }

    private void keep(Bucket bucket, int calls) {
        if (calls > 0) {
            makeRoom();
            handfuls.merge(bucket, new Handful(calls, clock.instant().plus(KEPT)), Handful::and);
        }
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

    private record Bucket(TenantId tenant, String name, double rate, String whose) {

        Asked handful() {
            return new Asked(name, rate, Math.max(1, rate * BURST_SECONDS), (int)
                    Math.max(1, Math.floor(rate * HANDFUL_SECONDS)));
        }
    }

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
