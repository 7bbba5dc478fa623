package dev.signalbox.connector.workqueue;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The active loops in the order in which they are to be worked on. One document holds all of it, so that whoever reorders does it
 * wholly or not at all.
 */
record LoopOrder(List<Place> places) {

    static final int MOST = 2_000;

    /** Of equal priority the older loop comes first, whose id is less. */
    private static final Comparator<Place> FIRST =
            Comparator.comparingDouble(Place::priority).thenComparing(Place::loop);

    static final LoopOrder EMPTY = new LoopOrder(List.of());

    LoopOrder {
        places = places.stream().sorted(FIRST).toList();
    }

    /** @param priority the less the sooner */
    record Place(String loop, double priority) {}

    static LoopOrder of(Map<String, ? extends @Nullable Object> content) {
        var places = new ArrayList<Place>();
        if (content.get("loops") instanceof List<?> kept) {
            for (var one : kept) {
                if (one instanceof Map<?, ?> place
                        && place.get("id") instanceof String loop
                        && place.get("priority") instanceof Number priority) {
                    places.add(new Place(loop, priority.doubleValue()));
                }
            }
        }
        return new LoopOrder(places);
    }

    Map<String, @Nullable Object> content() {
        return Map.of(
                "loops",
                places.stream()
                        .map(place -> Map.of("id", place.loop(), "priority", place.priority()))
                        .toList());
    }

    Optional<Double> priority(String loop) {
        return places.stream()
                .filter(place -> place.loop().equals(loop))
                .map(Place::priority)
                .findFirst();
    }

    /** Where a loop goes that nobody has placed: behind all others. */
    double behind() {
        return places.isEmpty() ? 0 : Math.floor(places.getLast().priority()) + 1;
    }

    LoopOrder with(String loop, double priority) {
        var all = new ArrayList<>(without(loop).places);
        if (all.size() >= MOST) {
            throw Refusal.conflict("There are %,d active loops, and no more fit. Ship or close some.".formatted(MOST));
        }
        all.add(new Place(loop, priority));
        return new LoopOrder(all);
    }

    /** One that has left meanwhile is not brought back. */
    LoopOrder moved(String loop, double priority) {
        requireIn(loop);
        return with(loop, priority);
    }

    LoopOrder without(String loop) {
        return new LoopOrder(
                places.stream().filter(place -> !place.loop().equals(loop)).toList());
    }

    /** The named ones first, in that order; the others stay behind them in theirs. */
    LoopOrder reordered(Collection<String> first) {
        first.forEach(this::requireIn);
        var loops = new ArrayList<>(first);
        places.stream().map(Place::loop).filter(loop -> !first.contains(loop)).forEach(loops::add);
        var all = new ArrayList<Place>();
        loops.forEach(loop -> all.add(new Place(loop, all.size())));
        return new LoopOrder(all);
    }

    private void requireIn(String loop) {
        if (priority(loop).isEmpty()) {
            throw Refusal.conflict("Loop %s is not active any more and stands in no queue.".formatted(loop));
        }
    }
}
