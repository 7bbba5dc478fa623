package dev.signalbox.platform.workflows;

import dev.signalbox.platform.engine.AgentTool;
import dev.signalbox.platform.engine.Step;
import org.jspecify.annotations.Nullable;

/** A tool as a step names it. */
record Tool(@Nullable String serverUrl, @Nullable String instanceId, String name) {

    static Tool of(Step.McpCall call) {
        return new Tool(call.serverUrl(), call.instanceId(), call.toolName());
    }

    static Tool of(AgentTool tool) {
        return new Tool(tool.serverUrl(), tool.instanceId(), tool.tool());
    }
}
