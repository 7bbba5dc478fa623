package dev.signalbox.mcp.transport;

import dev.signalbox.mcp.platform.Json;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** One answer over HTTP: a status, headers, and a JSON-RPC message unless there is nothing to say. */
record JsonRpcReply(
        HttpStatus status, HttpHeaders headers, @Nullable ObjectNode body) {

    static JsonRpcReply result(JsonNode id, ObjectNode result) {
        ObjectNode body = Json.MAPPER.createObjectNode().put("jsonrpc", "2.0");
        body.set("id", id);
        body.set("result", result);
        return new JsonRpcReply(HttpStatus.OK, new HttpHeaders(), body);
    }

    static JsonRpcReply failure(HttpStatus status, @Nullable JsonNode id, JsonRpcFailure failure) {
        return new JsonRpcReply(status, new HttpHeaders(), failure.answer(id));
    }

    static JsonRpcReply empty(HttpStatus status) {
        return new JsonRpcReply(status, new HttpHeaders(), null);
    }

    boolean isFailure() {
        return body != null && body.has("error");
    }

    JsonRpcReply header(String name, String value) {
        headers.set(name, value);
        return this;
    }

    Mono<Void> writeTo(ServerWebExchange exchange) {
        var response = exchange.getResponse();
        response.setStatusCode(status);
        response.getHeaders().putAll(headers);
        if (body == null) {
            return response.setComplete();
        }
        byte[] bytes = Json.MAPPER.writeValueAsBytes(body);
        response.getHeaders().setContentType(MediaType.APPLICATION_JSON);
        response.getHeaders().setContentLength(bytes.length);
        return response.writeWith(
                Mono.fromSupplier(() -> response.bufferFactory().wrap(bytes)));
    }
}
