package dev.signalbox.mcp.catalog;

import dev.signalbox.mcp.platform.Json;
import dev.signalbox.mcp.platform.LocalCalls;
import dev.signalbox.mcp.platform.Platform;
import dev.signalbox.mcp.platform.PlatformAnswer;
import dev.signalbox.mcp.platform.PlatformAnswer.Problem;
import dev.signalbox.mcp.platform.PlatformAnswer.Success;
import dev.signalbox.mcp.platform.PlatformRequest;
import dev.signalbox.mcp.platform.StreamRefusedException;
import java.util.Optional;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Carries out a call: arguments, a person's consent where it is needed, the platform's operation, and a result of bounded size. */
@Component
public class ToolCalls {

    private static final String LIMIT = "limit";

    private final Platform platform;
    private final Confirmations confirmations;
    private final Optional<LocalCalls> local;

    /** @param local empty on stdio, where the caller's own token is used: it is not counted */
    ToolCalls(Platform platform, Confirmations confirmations, Optional<LocalCalls> local) {
        this.platform = platform;
        this.confirmations = confirmations;
        this.local = local;
    }

    /** @return fails only when the platform is out of reach or the caller's token died; all else is an outcome */
    public Mono<ToolOutcome> call(ToolCall call) {
        return Mono.fromSupplier(() -> Ready.of(call))
                .flatMap(ready -> confirmations
                        .objection(call, ready.arguments())
                        .flatMap(objection -> objection.map(Mono::just).orElseGet(() -> operate(call, ready)
                                .cast(ToolOutcome.class))))
                .onErrorResume(InvalidArgumentsException.class, wrong -> Mono.just(ToolFailure.of(wrong)));
    }

    private Mono<ToolResult> operate(ToolCall call, Ready ready) {
        JsonNode me = call.caller().me();
        if (call.tool().isAnsweredHere() && me != null) {
            return local.map(calls -> calls.objection(call.tool().countedAs(), call.caller(), call.trace()))
                    .orElse(Mono.just(Optional.empty()))
                    .map(objection ->
                            objection.map(ToolFailure::of).orElseGet(() -> ToolResult.answer(Invisible.removed(me))));
        }
        return call.tool().facts().method() == Verb.STREAM
                ? watch(call, ready)
                : platform.send(ready.request(), call.caller()).flatMap(answer -> result(call, answer));
    }

    private Mono<ToolResult> watch(ToolCall call, Ready ready) {
        return Frames.read(platform.frames(ready.request(), call.caller()), ready.arguments())
                .onErrorResume(StreamRefusedException.class, refused -> Mono.just(ToolFailure.of(refused.problem())));
    }

    private Mono<ToolResult> result(ToolCall call, PlatformAnswer answer) {
        return switch (answer) {
            case Problem problem -> Mono.just(ToolFailure.of(problem));
            case Success success
            when call.tool().isConnected() -> Mono.just(ConnectorAnswer.of(call.tool(), success.body()));
            case Success success -> {
                JsonNode content = Invisible.removed(success.body());
                String text = Json.MAPPER.writeValueAsString(content);
                int size = ResultSize.of(text);
                yield size <= ResultSize.LIMIT
                        ? Mono.just(ToolResult.answer(content, text))
                        : shorter(call, content, size);
            }
        };
    }

    /** Asks again for as many items as fit: only the platform can write the cursor that goes on behind them. */
    private Mono<ToolResult> shorter(ToolCall call, JsonNode content, int size) {
        CatalogTool tool = call.tool();
        int items = tool.facts().readOnly() && tool.hasArgument(LIMIT) ? ResultSize.itemsThatFit(content) : 0;
        if (items == 0 || items >= content.path("items").size()) {
            return Mono.just(ToolFailure.tooLarge(size));
        }
        ToolCall less = call.with(call.arguments().deepCopy().put(LIMIT, items));
        return Mono.fromSupplier(() -> Ready.of(less))
                .flatMap(ready -> operate(less, ready))
                .map(result -> result.with(
                        "Shortened to %d items, because a result holds at most %d KiB. Go on from where it ends."
                                .formatted(items, ResultSize.LIMIT / 1024)));
    }

    /** A call whose arguments are in order. */
    private record Ready(ObjectNode arguments, PlatformRequest request) {

        static Ready of(ToolCall call) {
            ObjectNode arguments = call.tool().checked(call.arguments());
            PlatformRequest request = call.tool()
                    .request(arguments)
                    .with("X-Mcp-Tool", call.tool().countedAs());
            return new Ready(arguments, call.trace() == null ? request : request.with("traceparent", call.trace()));
        }
    }
}
