package dev.signalbox.mcp.resources;

import dev.signalbox.mcp.catalog.Invisible;
import dev.signalbox.mcp.catalog.ResultSize;
import dev.signalbox.mcp.catalog.ToolAccess.Visible;
import dev.signalbox.mcp.platform.Caller;
import dev.signalbox.mcp.platform.Platform;
import dev.signalbox.mcp.platform.PlatformAnswer.Problem;
import dev.signalbox.mcp.platform.PlatformAnswer.Success;
import dev.signalbox.mcp.platform.PlatformRequest;
import dev.signalbox.mcp.resources.ResourceKind.Address;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpMethod;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Lists and reads resources. Guarantee: both ask the caller's tools first, and what a caller may not see is refused
 * exactly like what
 * does not exist.
 */
@Component
public class Resources {

    private static final int NOT_FOUND = 404;
    private static final int FORBIDDEN = 403;
    private static final int PAGE = 100;

    private final Platform platform;

    Resources(Platform platform) {
        this.platform = platform;
    }

    /** The caller's workflows; runs are too many to be listed and have templates only. */
    public Mono<JsonNode> workflows(Visible visible, Caller caller, @Nullable String cursor) {
        if (!ResourceKind.WORKFLOW.isFor(visible)) {
            return Mono.just(JsonNodeFactory.instance.objectNode());
        }
        String from = cursor == null ? "" : "&cursor=" + URLEncoder.encode(cursor, StandardCharsets.UTF_8);
        return get("/v1/workflows?limit=%d%s".formatted(PAGE, from), caller);
    }

    /** The caller's newest runs, of one workflow if wanted. */
    public Mono<JsonNode> runs(Visible visible, Caller caller, @Nullable String workflow) {
        if (!ResourceKind.RUN.isFor(visible)) {
            return Mono.just(JsonNodeFactory.instance.objectNode());
        }
        String of = workflow == null ? "" : "&workflow=" + URLEncoder.encode(workflow, StandardCharsets.UTF_8);
        return get("/v1/runs?limit=%d%s".formatted(PAGE, of), caller);
    }

    /** @throws UnknownResourceException when the caller has no such kind of resource */
    public void require(String uri, Visible visible) {
        address(uri, visible);
    }

    /** @return fails with {@link UnknownResourceException} or {@link ResourceProblemException} */
    public Mono<JsonNode> read(String uri, Visible visible, Caller caller) {
        return Mono.defer(() -> content(address(uri, visible), caller))
                .onErrorMap(NotThereException.class, _ -> new UnknownResourceException(uri))
                .map(Resources::cut);
    }

    private static Address address(String uri, Visible visible) {
        return Address.of(uri, visible).orElseThrow(() -> new UnknownResourceException(uri));
    }

    private Mono<JsonNode> content(Address address, Caller caller) {
        return switch (address.kind()) {
            case WORKFLOW -> get("/v1/workflows/" + address.id(), caller);
            case RUN -> get("/v1/runs/" + address.id(), caller);
            case RUN_EVENTS ->
                get("/v1/runs/" + address.id(), caller)
                        .flatMap(run -> get(
                                "/v1/workflows/%s/runs/%s/events?after_seq=%d&limit=200"
                                        .formatted(
                                                run.path("workflow_id").asString(), address.id(), address.afterSeq()),
                                caller));
        };
    }

    private Mono<JsonNode> get(String target, Caller caller) {
        var request = new PlatformRequest(HttpMethod.GET, URI.create(target), Map.of(), null);
        return platform.send(request, caller).map(answer -> switch (answer) {
            case Success success -> Invisible.removed(success.body());
            case Problem problem -> throw refusal(problem);
        });
    }

    private static RuntimeException refusal(Problem problem) {
        return problem.status() == NOT_FOUND || problem.status() == FORBIDDEN
                ? new NotThereException()
                : ResourceProblemException.of(problem);
    }

    /** Events are counted, so that it can be said here where to go on; nothing else can be read in parts. */
    private static JsonNode cut(JsonNode content) {
        if (ResultSize.of(content) <= ResultSize.LIMIT) {
            return content;
        }
        int fitting = ResultSize.itemsThatFit(content);
        if (fitting == 0 || !content.path("items").path(0).has("seq")) {
            throw new ResourceProblemException("TOO_LARGE", "The resource is too large to be read at once.", false);
        }
        var part = (ObjectNode) content.deepCopy();
        var items = (ArrayNode) part.path("items");
        while (items.size() > fitting) {
            items.remove(items.size() - 1);
        }
        part.put("next_after_seq", items.path(fitting - 1).path("seq").asLong());
        return part;
    }

    private static final class NotThereException extends RuntimeException {

        private NotThereException() {
            super("not there", null, false, false);
        }
    }
}
