package dev.signalbox.mcp.transport;

import dev.signalbox.mcp.catalog.UnknownInstanceException;
import dev.signalbox.mcp.platform.Caller;
import dev.signalbox.mcp.platform.CallerRefusedException;
import dev.signalbox.mcp.platform.Json;
import dev.signalbox.mcp.platform.PlatformUnavailableException;
import dev.signalbox.mcp.platform.RevokedTokens;
import dev.signalbox.mcp.resources.UnknownResourceException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Tells a listener what changes for its caller. It looks every few seconds with the caller's own eyes: rights, groups
 * and workflows change
 * in many places, and what was not seen cannot be told. A stream ends when its token does.
 */
@Component
class Listening {

    private static final Logger log = LoggerFactory.getLogger(Listening.class);
    private static final String SUBSCRIPTION = "io.modelcontextprotocol/subscriptionId";

    private final ToolMethods tools;
    private final PromptMethods prompts;
    private final ResourceMethods resources;
    private final RevokedTokens revoked;
    private final McpSettings settings;
    private final Map<String, Integer> open = new ConcurrentHashMap<>();

    Listening(
            ToolMethods tools,
            PromptMethods prompts,
            ResourceMethods resources,
            RevokedTokens revoked,
            McpSettings settings) {
        this.tools = tools;
        this.prompts = prompts;
        this.resources = resources;
        this.revoked = revoked;
        this.settings = settings;
    }

    /** The request {@code subscriptions/listen}: acknowledges, and then tells until the client has heard enough. */
    Mono<ObjectNode> listen(Conversation conversation) {
        Wanted wanted = Wanted.of(conversation.params());
        wanted.uris().forEach(uri -> resources.require(uri, conversation.who()));
        JsonNode id = conversation.request().id();
        return news(conversation.who(), () -> wanted, () -> conversation.say(tagged(acknowledgement(wanted), id)))
                .doOnNext(notice -> conversation.say(tagged(notice, id)))
                .then(Mono.fromSupplier(() -> {
                    ObjectNode result = Json.MAPPER.createObjectNode();
                    result.putObject("_meta").set(SUBSCRIPTION, id);
                    return result;
                }));
    }

    /** For the stream of a session; what it wants may grow. */
    Flux<ObjectNode> news(Admitted who, Supplier<Wanted> wanted) {
        return news(who, wanted, () -> {}).takeUntilOther(endOf(who.caller())).onErrorResume(Listening::ended);
    }

    /** A stream that has begun cannot say why it ends; the log can. */
    private static Flux<ObjectNode> ended(Throwable why) {
        switch (why) {
            case CallerRefusedException _, UnknownInstanceException _, NoToolsException _, JsonRpcFailure _ ->
                log.info("A stream of news ended: {}", why.getMessage());
            default -> log.warn("A stream of news broke off", why);
        }
        return Flux.empty();
    }

    /** @param ready runs when everything that changes from then on will be told */
    private Flux<ObjectNode> news(Admitted who, Supplier<Wanted> wanted, Runnable ready) {
        Flux<ObjectNode> news = look(who, wanted.get())
                .doOnNext(_ -> ready.run())
                .flatMapMany(first -> Flux.interval(settings.recheck())
                        .onBackpressureDrop()
                        .concatMap(_ -> lookAgain(who, wanted), 1)
                        .startWith(first))
                .buffer(2, 1)
                .filter(pair -> pair.size() == 2)
                .concatMapIterable(pair -> pair.getLast().since(pair.getFirst()));
        return Flux.using(() -> enter(who.caller()), _ -> news, this::leave);
    }

    private Mono<Seen> lookAgain(Admitted who, Supplier<Wanted> wanted) {
        return who.again()
                .flatMap(now -> look(now, wanted.get()))
                // Told next time; nothing is given away meanwhile
                .onErrorResume(PlatformUnavailableException.class, _ -> Mono.empty());
    }

    private Mono<Seen> look(Admitted who, Wanted wanted) {
        ObjectNode none = Json.MAPPER.createObjectNode();
        Mono<ObjectNode> listed = wanted.resources()
                ? resources.list(none, who).onErrorReturn(JsonRpcFailure.class, none)
                : Mono.just(none);
        Mono<Map<String, ObjectNode>> contents = Flux.fromIterable(wanted.uris())
                .concatMap(uri -> resources
                        .read(uri, who)
                        .onErrorReturn(
                                failure -> failure instanceof UnknownResourceException
                                        || failure instanceof JsonRpcFailure,
                                none)
                        .map(content -> Map.entry(uri, content)))
                .collectMap(Map.Entry::getKey, Map.Entry::getValue);
        Mono<ObjectNode> callable = wanted.tools() ? tools.list(none, who) : Mono.just(none);
        return Mono.zip(listed, contents, callable)
                .map(seen -> new Seen(
                        wanted.tools() ? seen.getT3() : null,
                        wanted.prompts() ? prompts.list(who) : null,
                        wanted.resources() ? seen.getT1() : null,
                        seen.getT2()));
    }

    private Mono<Void> endOf(Caller caller) {
        return revoked.ids().filter(id -> id.equals(caller.tokenId())).next().then();
    }

    private String enter(Caller caller) {
        String identity = caller.identity();
        open.merge(identity, 1, Integer::sum);
        if (open.getOrDefault(identity, 0) > settings.streamsPerCaller()) {
            leave(identity);
            throw JsonRpcFailure.refused("RATE_LIMITED", "This token has too many open streams. Close some.", true);
        }
        return identity;
    }

    private void leave(String identity) {
        open.computeIfPresent(identity, (_, streams) -> streams > 1 ? streams - 1 : null);
    }

    private static ObjectNode acknowledgement(Wanted wanted) {
        ObjectNode params = Json.MAPPER.createObjectNode();
        wanted.granted(params.putObject("notifications"));
        return Notices.of("notifications/subscriptions/acknowledged", params);
    }

    private static ObjectNode tagged(ObjectNode notice, JsonNode id) {
        notice.withObjectProperty("params").withObjectProperty("_meta").set(SUBSCRIPTION, id);
        return notice;
    }
}
