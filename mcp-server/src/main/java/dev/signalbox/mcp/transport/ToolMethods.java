package dev.signalbox.mcp.transport;

import dev.signalbox.mcp.catalog.CatalogTool;
import dev.signalbox.mcp.catalog.ToolCall;
import dev.signalbox.mcp.catalog.StepUp;
import dev.signalbox.mcp.catalog.ToolCalls;
import dev.signalbox.mcp.catalog.ToolResult;
import dev.signalbox.mcp.catalog.Unconfirmed;
import dev.signalbox.mcp.platform.Json;
import io.modelcontextprotocol.spec.McpSchema.CallToolResult;
import io.modelcontextprotocol.spec.McpSchema.Content;
import io.modelcontextprotocol.spec.McpSchema.TextContent;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** {@code tools/list} and {@code tools/call}, which are the same in each revision. */
@Component
class ToolMethods {

    private final WireTools wire;
    private final ToolCalls calls;
    private final RiskAnswers risk;
    private final StepUp stepUp;

    ToolMethods(WireTools wire, ToolCalls calls, RiskAnswers risk, StepUp stepUp) {
        this.wire = wire;
        this.calls = calls;
        this.risk = risk;
        this.stepUp = stepUp;
    }

    ObjectNode list(ObjectNode params, Admitted who) {
        if (params.has("cursor")) {
            throw JsonRpcFailure.invalidParams("there is one page of tools, and no cursor");
        }
        ObjectNode result = Json.MAPPER.createObjectNode();
        var tools = result.putArray("tools");
        who.tools().tools().forEach(tool -> tools.add(wire.definition(tool)));
        return result;
    }

    /**
     * Whether the tool exists for this caller is settled before its arguments are looked at: their errors would
     * describe a hidden tool.
     */
    Mono<ObjectNode> call(ObjectNode params, Admitted who) {
        if (!params.path("name").isString()) {
            throw JsonRpcFailure.invalidParams("name must be the name of a tool");
        }
        String name = params.path("name").stringValue();
        CatalogTool tool = who.tools().find(name).orElseThrow(() -> unseen(name, who));
        var call = new ToolCall(tool, arguments(params), who.caller(), TraceParent.of(params), risk.consent(params));
        return calls.call(call).map(outcome -> switch (outcome) {
            case ToolResult result -> result(result);
            case Unconfirmed open ->
                risk.canAsk(params) ? risk.question(params, open) : result(open.elsewhere(risk.address(open)));
        });
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
        List<Content> content = new ArrayList<>();
        content.add(text(Json.MAPPER.writeValueAsString(result.content())));
        result.notes().forEach(note -> content.add(text(note)));
        var written = CallToolResult.builder(content).isError(result.failed()).build();
        ObjectNode node = Json.MAPPER.valueToTree(written);
        if (!result.failed()) {
            node.set("structuredContent", result.content());
        }
        return node;
    }

    private static Content text(String text) {
        return TextContent.builder(text).build();
    }
}
