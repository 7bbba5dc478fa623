package dev.signalbox.mcp.transport;

import dev.signalbox.mcp.platform.Json;
import io.modelcontextprotocol.spec.McpSchema;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A fault of the protocol. What a tool has to say about its own failure is a result instead. */
final class JsonRpcFailure extends RuntimeException {

    /** Codes of the revision 2026-07-28. */
    static final int HEADER_MISMATCH = -32020;

    static final int MISSING_CAPABILITY = -32021;

    static final int UNSUPPORTED_VERSION = -32022;

    /** A resource that does not exist, in revisions before that. */
    static final int UNKNOWN_RESOURCE = -32002;

    /** For what HTTP says better; {@code data.code} is the platform's word for it. */
    static final int REFUSED = -32000;

    private final int code;
    private final transient @Nullable ObjectNode data;

    JsonRpcFailure(int code, String message) {
        this(code, message, null);
    }

    JsonRpcFailure(int code, String message, @Nullable ObjectNode data) {
        super(message, null, false, false);
        this.code = code;
        this.data = data;
    }

    static JsonRpcFailure refused(String code, String message) {
        return refused(code, message, false);
    }

    static JsonRpcFailure refused(String code, String message, boolean retryable) {
        return new JsonRpcFailure(
                REFUSED,
                message,
                Json.MAPPER.createObjectNode().put("code", code).put("retryable", retryable));
    }

    static JsonRpcFailure unknownMethod(String method) {
        return new JsonRpcFailure(McpSchema.ErrorCodes.METHOD_NOT_FOUND, "Method not found: " + method);
    }

    static JsonRpcFailure invalidParams(String why) {
        return new JsonRpcFailure(McpSchema.ErrorCodes.INVALID_PARAMS, "Invalid params: " + why);
    }

    /** The same for a tool that is hidden and for one that does not exist. */
    static JsonRpcFailure unknownTool(String name) {
        return new JsonRpcFailure(McpSchema.ErrorCodes.INVALID_PARAMS, "Unknown tool: " + name);
    }

    /** The same for a prompt that is hidden and for one that does not exist. */
    static JsonRpcFailure unknownPrompt(String name) {
        return new JsonRpcFailure(McpSchema.ErrorCodes.INVALID_PARAMS, "Unknown prompt: " + name);
    }

    /** The same for a resource that is hidden and for one that does not exist. */
    static JsonRpcFailure unknownResource(int code, String uri) {
        return new JsonRpcFailure(
                code, "Resource not found", Json.MAPPER.createObjectNode().put("uri", uri));
    }

    static JsonRpcFailure missingCapability(String capability) {
        ObjectNode data = Json.MAPPER.createObjectNode();
        data.putObject("requiredCapabilities").putObject(capability);
        return new JsonRpcFailure(
                MISSING_CAPABILITY, "This needs a client with the capability %s".formatted(capability), data);
    }

    int code() {
        return code;
    }

    ObjectNode answer(@Nullable JsonNode id) {
        ObjectNode answer = Json.MAPPER.createObjectNode().put("jsonrpc", "2.0");
        answer.set("id", id);
        ObjectNode error = answer.putObject("error").put("code", code).put("message", getMessage());
        if (data != null) {
            error.set("data", data);
        }
        return answer;
    }
}
