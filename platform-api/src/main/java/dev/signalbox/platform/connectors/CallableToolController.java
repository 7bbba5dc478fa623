package dev.signalbox.platform.connectors;

import dev.signalbox.platform.access.Requires;
import dev.signalbox.platform.access.Scope;
import dev.signalbox.platform.paging.Page;
import dev.signalbox.platform.problem.ApiException;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Tools of connectors outside of workflows. */
@RestController
class CallableToolController {

    private static final String NAME = "[a-z][a-z0-9_]{0,63}";

    private final CallableTools tools;
    private final InstanceCalls calls;

    CallableToolController(CallableTools tools, InstanceCalls calls) {
        this.tools = tools;
        this.calls = calls;
    }

    /** Those of the active project, or those of one instance. */
    @GetMapping("/v1/mcp/tools")
    @Requires(Scope.MCP_EXECUTE)
    Mono<Page<CallableTool>> tools(
            @RequestParam(name = "instance_id", required = false) ConnectorInstance.@Nullable Id instanceId) {
        return (instanceId == null ? tools.ofProject() : tools.ofInstance(instanceId))
                .map(found -> new Page<>(found, null));
    }

    /** What the connector says is a 200 also when it says no: problems are of the call's way there. */
    @PostMapping("/v1/mcp/instances/{id}/tools/{tool}")
    @Requires(Scope.MCP_EXECUTE)
    Mono<InstanceCalls.ToolAnswer> call(
            @PathVariable ConnectorInstance.Id id,
            @PathVariable @Pattern(regexp = NAME) String tool,
            @Valid @RequestBody CallTool call) {
        return calls.call(id, tool, call.object());
    }

    /** Those of the active project's work queue. */
    @GetMapping("/v1/queue/tools")
    @Requires(Scope.QUEUE_READ)
    Mono<Page<CallableTool>> queueTools() {
        return tools.ofQueue().map(found -> new Page<>(found, null));
    }

    /** One that changes something wants queue:write. */
    @PostMapping("/v1/queue/tools/{tool}")
    @Requires(Scope.QUEUE_READ)
    Mono<InstanceCalls.ToolAnswer> callQueue(
            @PathVariable @Pattern(regexp = NAME) String tool, @Valid @RequestBody CallTool call) {
        return calls.callQueue(tool, call.object());
    }

    /** @param arguments as the tool's schema asks for; none when absent */
    record CallTool(@Nullable JsonNode arguments) {

        ObjectNode object() {
            return switch (arguments) {
                case null -> JsonNodeFactory.instance.objectNode();
                case ObjectNode object -> object;
                default -> throw ApiException.invalid("arguments", "is a JSON object");
            };
        }
    }
}
