package dev.signalbox.mcp.catalog;

import dev.signalbox.mcp.platform.Caller;
import dev.signalbox.mcp.platform.Json;
import dev.signalbox.mcp.platform.Platform;
import dev.signalbox.mcp.platform.PlatformAnswer.Problem;
import dev.signalbox.mcp.platform.PlatformAnswer.Success;
import dev.signalbox.mcp.platform.PlatformRequest;
import dev.signalbox.mcp.platform.PlatformUnavailableException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.springframework.http.HttpMethod;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

/**
 * The tools that the connectors of a caller's project have now. The platform is asked, as the caller, and what it says is remembered
 * for {@link #LIFETIME}: a call of what is gone meanwhile fails there. Thread-safe.
 */
@Component
class ConnectedTools {

    static final Duration LIFETIME = Duration.ofSeconds(2);

    private static final String PROJECT = "/v1/mcp/tools";
    private static final String QUEUE = "/v1/queue/tools";
    private static final int CAPACITY = 2_000;

    private final Platform platform;
    private final Clock clock;
    private final Map<Key, Entry> entries = new ConcurrentHashMap<>();

    ConnectedTools(Platform platform, Clock clock) {
        this.platform = platform;
        this.clock = clock;
    }

    private record Key(String caller, String project, String target) {}

    private record Entry(Mono<List<CatalogTool>> tools, Instant until) {}

    Mono<List<CatalogTool>> ofProject(Caller caller) {
        return remembered(caller, PROJECT, ConnectorTool::qualified).onErrorReturn(RefusedException.class, List.of());
    }

    Mono<List<CatalogTool>> ofQueue(Caller caller) {
        return remembered(caller, QUEUE, ConnectorTool::queued).onErrorReturn(RefusedException.class, List.of());
    }

    /** @return fails with {@link UnknownInstanceException}, whatever the reason why it is none of the caller's */
    Mono<List<CatalogTool>> ofInstance(Caller caller, String instance) {
        return remembered(caller, PROJECT + "?instance_id=" + instance, ConnectorTool::plain)
                .onErrorMap(RefusedException.class, _ -> new UnknownInstanceException());
    }

    private Mono<List<CatalogTool>> remembered(
            Caller caller, String target, Function<ConnectorTool, CatalogTool> form) {
        return Mono.defer(() -> {
            Instant now = clock.instant();
            var key = new Key(caller.identity(), String.valueOf(caller.project()), target);
            makeRoom(now);
            return entries.compute(
                            key,
                            (_, old) -> old != null && now.isBefore(old.until())
                                    ? old
                                    : entry(key, load(caller, target, form), now))
                    .tools();
        });
    }

    /** A failure is not remembered, and neither is whoever went away before there was an answer. */
    private Entry entry(Key key, Mono<List<CatalogTool>> load, Instant now) {
        return new Entry(load.doOnError(_ -> entries.remove(key)).cache(), now.plus(LIFETIME));
    }

    private void makeRoom(Instant now) {
        if (entries.size() >= CAPACITY) {
            entries.values().removeIf(entry -> !now.isBefore(entry.until()));
        }
        if (entries.size() >= CAPACITY) {
            entries.clear();
        }
    }

    private Mono<List<CatalogTool>> load(Caller caller, String target, Function<ConnectorTool, CatalogTool> form) {
        var request = new PlatformRequest(HttpMethod.GET, URI.create(target), Map.of(), null);
        return platform.send(request, caller).map(answer -> switch (answer) {
            case Success success -> tools(success.body(), form);
            case Problem problem
            when problem.status() >= 500 || problem.status() == 429 ->
                throw new PlatformUnavailableException("GET %s answered %d".formatted(target, problem.status()));
            case Problem _ -> throw new RefusedException();
        });
    }

    private static List<CatalogTool> tools(JsonNode page, Function<ConnectorTool, CatalogTool> form) {
        return page.path("items")
                .valueStream()
                .map(item -> form.apply(Json.MAPPER.treeToValue(item, ConnectorTool.class)))
                .toList();
    }

    /** The caller has none there: no right, no project, no such instance. */
    private static final class RefusedException extends RuntimeException {

        private RefusedException() {
            super(null, null, false, false);
        }
    }
}
