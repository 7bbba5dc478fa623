package dev.signalbox.mcp.transport;

import dev.signalbox.mcp.catalog.CatalogTool;
import dev.signalbox.mcp.catalog.StepUp;
import dev.signalbox.mcp.catalog.ToolCall;
import dev.signalbox.mcp.catalog.ToolCalls;
import dev.signalbox.mcp.catalog.ToolOutcome;
import dev.signalbox.mcp.catalog.ToolResult;
import dev.signalbox.mcp.catalog.Unconfirmed;
import dev.signalbox.mcp.platform.Json;
import java.time.Duration;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** {@code tools/list} and {@code tools/call}, which are the same in each revision. */
@Component
class ToolMethods {

    /** Tells a client that others may have written what is in the result. */
    private static final String UNTRUSTED = "dev.signalbox/untrusted";

    private final WireTools wire;
    private final ToolCalls calls;
    private final RiskAnswers risk;
    private final StepUp stepUp;
    private final Duration signOfLife;

    ToolMethods(WireTools wire, ToolCalls calls, RiskAnswers risk, StepUp stepUp, McpSettings settings) {
        this.wire = wire;
        this.calls = calls;
        this.risk = risk;
        this.stepUp = stepUp;
        this.signOfLife = settings.signOfLife();
    }

    Mono<ObjectNode> list(ObjectNode params, Admitted who) {
        if (params.has("cursor")) {
            throw JsonRpcFailure.invalidParams("there is one page of tools, and no cursor");
        }
        return who.tools().all().map(all -> {
            ObjectNode result = Json.MAPPER.createObjectNode();
            var tools = result.putArray("tools");
            all.forEach(tool -> tools.add(wire.definition(tool)));
            return result;
        });
    }

    /**
     * Whether the tool exists for this caller is settled before its arguments are looked at: their errors would
     * describe a hidden tool.
     */
    Mono<ObjectNode> call(Conversation conversation) {
        ObjectNode params = conversation.params();
        Admitted who = conversation.who();
        if (!params.path("name").isString()) {
            throw JsonRpcFailure.invalidParams("name must be the name of a tool");
        }
        String name = params.path("name").stringValue();
        return who.tools()
                .seek(name)
                .switchIfEmpty(Mono.error(() -> unseen(name, who)))
                .flatMap(tool -> call(conversation, tool));
    }

    private Mono<ObjectNode> call(Conversation conversation, CatalogTool tool) {
        ObjectNode params = conversation.params();
        Admitted who = conversation.who();
        String name = tool.name();
        var call = new ToolCall(tool, arguments(params), who.caller(), TraceParent.of(params), risk.consent(params));
        long start = System.nanoTime();
        return patiently(conversation, calls.call(call))
                .doOnNext(_ -> conversation.log(
                        LogLevel.DEBUG,
                        name,
                        "answered after %d ms".formatted((System.nanoTime() - start) / 1_000_000)))
                .flatMap(outcome -> switch (outcome) {
                    case ToolResult result -> Mono.just(result(result));
                    case Unconfirmed open ->
                        risk.canAsk(params)
                                ? Mono.just(risk.question(params, open))
                                : risk.ask(conversation, open)
                                        .flatMap(consent -> calls.call(call.with(consent)))
                                        .defaultIfEmpty(open)
                                        .map(this::settled);
                });
    }

    /** To a client that cannot ask, or whose person has not answered in the console yet. */
    private ObjectNode settled(ToolOutcome outcome) {
        return switch (outcome) {
            case ToolResult result -> result(result);
            case Unconfirmed open -> result(open.elsewhere(risk.address(open)));
        };
    }

    /** Signs of life for a client that would give up on a call that is silent for long. */
    private <T> Mono<T> patiently(Conversation conversation, Mono<T> call) {
        if (!conversation.wantsProgress()) {
            return call;
        }
        return Mono.usingWhen(
                Mono.fromSupplier(() -> Flux.interval(signOfLife)
                        .subscribe(tick ->
                                conversation.progress(new Progress(tick + 1, null, "Waiting for the platform.")))),
                _ -> call,
                beat -> Mono.fromRunnable(beat::dispose));
    }

    private RuntimeException unseen(String name, Admitted who) {
        return stepUp.scopesFor(name, who.caller())
                .<RuntimeException>map(MissingScopeException::new)
                .orElseGet(() -> JsonRpcFailure.unknownTool(name));
    }

    private static ObjectNode arguments(ObjectNode params) {
        JsonNode arguments = params.path("arguments");
        if (arguments.isMissingNode() || arguments.isNull()) {
            return JsonNodeFactory.instance.objectNode();
        }
        if (arguments instanceof ObjectNode object) {
            return object;
        }
        throw JsonRpcFailure.invalidParams("arguments must be an object");
    }

    /** A failure goes out as text only: clients hold structured content against the schema of the answer. */
    private static ObjectNode result(ToolResult result) {
        ObjectNode node = Json.MAPPER.createObjectNode();
        ArrayNode content = node.putArray("content");
        text(content, result.text());
        result.notes().forEach(note -> text(content, note));
        node.put("isError", result.failed());
        if (result.untrusted()) {
            node.putObject("_meta").put(UNTRUSTED, true);
        }
        if (!result.failed()) {
            node.set("structuredContent", result.content());
        }
        return node;
    }

    private static void text(ArrayNode content, String text) {
        content.addObject().put("type", "text").put("text", text);
    }
}
