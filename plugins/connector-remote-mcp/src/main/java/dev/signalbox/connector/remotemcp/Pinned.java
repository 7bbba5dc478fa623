package dev.signalbox.connector.remotemcp;

import dev.signalbox.connector.ConnectorStore.Document;
import dev.signalbox.connector.ToolReview;
import dev.signalbox.connector.ToolReview.Kind;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * How things stood at one moment.
 *
 * @param look what the last look at the server left behind; null when there was none
 */
record Pinned(
        SortedMap<String, Definition> pins,
        SortedMap<String, Waiting> waiting,
        @Nullable Document look) {

    boolean neverLooked() {
        return look == null;
    }

    boolean olderThan(Duration age, Instant now) {
        return look == null || look.updatedAt().plus(age).isBefore(now);
    }

    List<ToolReview> reviews() {
        var reviews = new ArrayList<ToolReview>();
        waiting.values().forEach(one -> reviews.add(one.review()));
        if (look != null) {
            var refused = new Said(look.content()).object("refused");
            refused.fields()
                    .forEach((name, why) -> reviews.add(new ToolReview(
                            name,
                            Kind.REFUSED,
                            "refused",
                            List.of("The tool is not offered: " + why + "."),
                            look.updatedAt())));
        }
        return reviews;
    }
}
