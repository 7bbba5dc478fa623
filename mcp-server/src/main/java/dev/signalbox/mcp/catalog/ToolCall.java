package dev.signalbox.mcp.catalog;

import dev.signalbox.mcp.platform.Caller;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * One call of a tool, and what came along with it.
 *
 * @param trace the client's own, in the form of W3C's {@code traceparent}
 * @param consent what a person said to it
 */
public record ToolCall(
        CatalogTool tool,
        ObjectNode arguments,
        Caller caller,
        @Nullable String trace,
        Consent consent) {

    /** With other arguments; only ever for a call that needs nobody's consent. */
    ToolCall with(ObjectNode others) {
        return new ToolCall(tool, others, caller, trace, consent);
    }

    /** The same call, once its person was asked. */
    public ToolCall with(Consent asked) {
        return new ToolCall(tool, arguments, caller, trace, asked);
    }
}
