package dev.signalbox.platform.paging;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** @param nextCursor what to ask the following page with, null on the last one */
public record Page<T>(List<T> items, @Nullable String nextCursor) {

    /** Cuts a list that was read one longer than the limit; the extra item only tells that there is a next page. */
    public static <T> Page<T> of(List<T> oneMore, int limit, Function<T, String> cursor) {
        return oneMore.size() <= limit
                ? new Page<>(List.copyOf(oneMore), null)
                : new Page<>(List.copyOf(oneMore.subList(0, limit)), cursor.apply(oneMore.get(limit - 1)));
    }
}
