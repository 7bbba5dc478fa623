package dev.signalbox.console.fake;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

record Answer(
        int status, String type, String body, @Nullable String etag) {

    static Answer json(int status, Object body) {
        return new Answer(status, "application/json", body.toString(), null);
    }

    static Answer nothing() {
        return new Answer(204, "application/json", "", null);
    }

    static Answer problem(int status, String code, String detail) {
        ObjectNode document = FakePlatform.JSON.createObjectNode();
        document.put("title", code).put("status", status).put("detail", detail).put("code", code);
        return new Answer(status, "application/problem+json", document.toString(), null);
    }

    /** One page of these, after the request's cursor. */
    static Answer page(List<? extends JsonNode> all, Request request) {
        int from = Math.min(request.from(), all.size());
        int to = Math.min(from + request.limit(), all.size());
        ObjectNode page = FakePlatform.JSON.createObjectNode();
        page.putArray("items").addAll(all.subList(from, to));
        page.put("next_cursor", to < all.size() ? String.valueOf(to) : null);
        return json(200, page);
    }

    Answer tagged(String tag) {
        return new Answer(status, type, body, tag);
    }

    void write(HttpExchange exchange) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", type);
        if (etag != null) {
            exchange.getResponseHeaders().set("ETag", etag);
        }
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }
}
