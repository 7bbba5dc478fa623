package dev.signalbox.platform.feed;

import dev.signalbox.platform.access.Access;
import dev.signalbox.platform.access.Caller;
import dev.signalbox.platform.runs.RunFilter;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.codec.ServerSentEvent;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The feed as server-sent events: how it begins, stays alive and ends. */
@Component
class FeedStream {

    private static final Duration BEAT = Duration.ofSeconds(10);
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final FeedService feed;
    private final LostRights rights;

    FeedStream(FeedService feed, LostRights rights) {
        this.feed = feed;
        this.rights = rights;
    }

    /** The first event carries the cursor to start from, so that a reader can list the runs after it and miss nothing. */
    Flux<ServerSentEvent<Object>> open(RunFilter filter, @Nullable String cursor) {
        return Mono.zip(Access.current(), feed.start(filter, cursor)).flatMapMany(start -> {
            Caller caller = start.getT1();
            long position = start.getT2();
            Flux<ServerSentEvent<Object>> entries =
                    feed.follow(filter, position).map(entry -> event(caller, filter, entry));
            return Flux.concat(Flux.just(ready(feed.seal(caller, filter, position))), Flux.merge(entries, beats()))
                    .transform(events -> SlowReader.cutOff(events, PATIENCE))
                    .takeUntilOther(rights.of(caller));
        });
    }

    private ServerSentEvent<Object> event(Caller caller, RunFilter filter, FeedEntry entry) {
        return ServerSentEvent.<Object>builder(entry)
                .event("run_event")
                .id(feed.seal(caller, filter, entry.position()))
                .build();
    }

    private static ServerSentEvent<Object> ready(String cursor) {
        return ServerSentEvent.<Object>builder(Map.of("cursor", cursor))
                .event("ready")
                .id(cursor)
                .build();
    }

    private static Flux<ServerSentEvent<Object>> beats() {
        return Flux.interval(BEAT)
                .onBackpressureDrop()
                .map(_ -> ServerSentEvent.builder().comment("alive").build());
    }
}
