package dev.signalbox.console.platform;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** One page of a list; the cursor asks for what follows it. */
public record Page<T>(List<T> items, @Nullable String nextCursor) {

    public static <T> Page<T> empty() {
        return new Page<>(List.of(), null);
    }
}
