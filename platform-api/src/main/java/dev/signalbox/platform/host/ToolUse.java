package dev.signalbox.platform.host;

import dev.signalbox.platform.connectors.ToolBinding;
import dev.signalbox.platform.engine.Decision;
import dev.signalbox.platform.engine.SecretPlaces;
import dev.signalbox.platform.problem.ApiException;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * A tool and what it is called with, whether a step says so or an agent's model.
 *
 * @param secretsAt where the step refers to secrets; a model cannot
 */
record ToolUse(
        Decision.Effect effect,
        @Nullable String serverUrl,
        @Nullable String instanceId,
        String tool,
        ObjectNode arguments,
        @Nullable Duration timeout,
        Set<String> secretsAt) {

    static ToolUse of(Decision.CallTool call) {
        var step = call.step();
        return new ToolUse(
                call,
                step.serverUrl(),
                step.instanceId(),
                step.toolName(),
                call.arguments(),
                call.timeout(),
                SecretPlaces.of(step.toolArgs()));
    }

    static ToolUse of(Decision.CallAgentTool call) {
        var tool = call.tool();
        return new ToolUse(
                call, tool.serverUrl(), tool.instanceId(), tool.tool(), call.arguments(), call.timeout(), Set.of());
    }

    /** @throws ApiException for what is no address of a connector */
    ToolBinding binding() {
        return ToolBinding.of(serverUrl, instanceId);
    }

    /** What its rate is counted for. */
    String connector() {
        return serverUrl == null ? String.valueOf(instanceId) : serverUrl;
    }

    /** Whether an earlier attempt may have had its effect. */
    boolean repeated() {
        return effect.repeat() || effect.attempt() > 1;
    }
}
