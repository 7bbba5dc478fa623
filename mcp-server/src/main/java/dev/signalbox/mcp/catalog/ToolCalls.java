package dev.signalbox.mcp.catalog;

import dev.signalbox.mcp.platform.Caller;
import dev.signalbox.mcp.platform.Platform;
import dev.signalbox.mcp.platform.PlatformAnswer;
import dev.signalbox.mcp.platform.PlatformAnswer.Problem;
import dev.signalbox.mcp.platform.PlatformAnswer.Success;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Carries out a call: arguments, the platform's operation, and a result of bounded size. */
@Component
public class ToolCalls {

    private static final String LIMIT = "limit";

    private final Platform platform;

    ToolCalls(Platform platform) {
        this.platform = platform;
    }

    /** @return fails only when the platform is out of reach or the caller's token died; all else is a result */
    public Mono<ToolResult> call(CatalogTool tool, ObjectNode arguments, Caller caller) {
        return Mono.fromSupplier(() -> tool.request(arguments))
                .flatMap(request -> platform.send(request, caller))
                .flatMap(answer -> result(tool, arguments, answer, caller))
                .onErrorResume(InvalidArgumentsException.class, wrong -> Mono.just(ToolFailure.of(wrong)));
    }

    private Mono<ToolResult> result(CatalogTool tool, ObjectNode arguments, PlatformAnswer answer, Caller caller) {
        return switch (answer) {
            case Problem problem -> Mono.just(ToolFailure.of(problem));
            case Success success -> {
                JsonNode content = Invisible.removed(success.body());
                int size = ResultSize.of(content);
                yield size <= ResultSize.LIMIT
                        ? Mono.just(ToolResult.answer(content))
                        : shorter(tool, arguments, content, size, caller);
            }
        };
    }

    /** Asks again for as many items as fit: only the platform can write the cursor that goes on behind them. */
    private Mono<ToolResult> shorter(
            CatalogTool tool, ObjectNode arguments, JsonNode content, int size, Caller caller) {
        int items = tool.facts().readOnly() && tool.hasArgument(LIMIT) ? ResultSize.itemsThatFit(content) : 0;
        if (items == 0 || items >= content.path("items").size()) {
            return Mono.just(ToolFailure.tooLarge(size));
        }
        return call(tool, arguments.deepCopy().put(LIMIT, items), caller)
                .map(result -> result.with(
                        "Shortened to %d items, because a result holds at most %d KiB. Go on from where it ends."
                                .formatted(items, ResultSize.LIMIT / 1024)));
    }
}
