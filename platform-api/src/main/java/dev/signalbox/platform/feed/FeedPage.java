package dev.signalbox.platform.feed;

import java.util.List;
import java.util.function.Predicate;

/** @param until how far the look went, also past entries the reader may not see */
record FeedPage(List<FeedEntry> entries, long until, boolean more) {

    static FeedPage of(List<FeedEntry> found, long after, int limit, Predicate<FeedEntry> visible) {
        long until = found.isEmpty() ? after : found.getLast().position();
        return new FeedPage(found.stream().filter(visible).toList(), until, found.size() == limit);
    }
}
