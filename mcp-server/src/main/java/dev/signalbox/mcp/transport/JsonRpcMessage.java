package dev.signalbox.mcp.transport;

import dev.signalbox.mcp.platform.Json;
import io.modelcontextprotocol.spec.McpSchema;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** What a client sends. */
sealed interface JsonRpcMessage {

    /** @param id text or whole number, given back as it came */
    record Request(JsonNode id, String method, ObjectNode params) implements JsonRpcMessage {

        ObjectNode meta() {
            return params.path("_meta") instanceof ObjectNode meta ? meta : JsonNodeFactory.instance.objectNode();
        }
    }

    record Notification(String method, ObjectNode params) implements JsonRpcMessage {

        boolean isCancellation() {
            return method.equals("notifications/cancelled");
        }
    }

    /**
     * An answer to a request of the server's.
     *
     * @param result missing when there is an error instead
     */
    record Response(JsonNode id, JsonNode result, JsonNode error) implements JsonRpcMessage {}

    /** More of an id says nothing more, and all of it would be kept while the request is worked on. */
    int LONGEST_ID = 1024;

    /** @throws JsonRpcFailure when it is not exactly one JSON-RPC 2.0 message */
    static JsonRpcMessage parse(byte[] text) {
        JsonNode message;
        try {
            message = Json.MAPPER.readTree(text);
        } catch (JacksonException _) {
            throw new JsonRpcFailure(
                    McpSchema.ErrorCodes.PARSE_ERROR, "Parse error: the body is not one JSON document");
        }
        if (!(message instanceof ObjectNode object)
                || !"2.0".equals(object.path("jsonrpc").asString(""))) {
            throw invalid("a JSON-RPC 2.0 object is needed; batches are not taken");
        }
        return object.has("method") ? called(object) : answered(object);
    }

    private static JsonRpcMessage called(ObjectNode message) {
        JsonNode params = message.path("params");
        if (!message.path("method").isString() || !(params.isMissingNode() || params.isObject())) {
            throw invalid("method must be a text and params an object");
        }
        String method = message.path("method").stringValue();
        ObjectNode object = params.isObject() ? (ObjectNode) params : JsonNodeFactory.instance.objectNode();
        if (!message.has("id")) {
            return new Notification(method, object);
        }
        JsonNode id = message.path("id");
        if (!id.isString() && !id.isIntegralNumber()) {
            throw invalid("id must be a text or a whole number");
        }
        if (id.asString().length() > LONGEST_ID) {
            throw invalid("id must have at most %d characters".formatted(LONGEST_ID));
        }
        return new Request(id, method, object);
    }

    private static JsonRpcMessage answered(ObjectNode message) {
        if (!message.has("result") && !message.has("error")) {
            throw invalid("there is no method");
        }
        return new Response(message.path("id"), message.path("result"), message.path("error"));
    }

    private static JsonRpcFailure invalid(String why) {
        return new JsonRpcFailure(McpSchema.ErrorCodes.INVALID_REQUEST, "Invalid request: " + why);
    }
}
