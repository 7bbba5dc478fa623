package dev.signalbox.console.fake;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** @param path the groups of the route's pattern */
record Request(
        List<String> path,
        Map<String, String> query,
        JsonNode body,
        @Nullable String ifMatch) {

    static Request of(HttpExchange exchange, Matcher matcher) throws IOException {
        byte[] body = exchange.getRequestBody().readAllBytes();
        return new Request(
                IntStream.rangeClosed(1, matcher.groupCount())
                        .mapToObj(matcher::group)
                        .toList(),
                query(exchange.getRequestURI().getRawQuery()),
                body.length == 0 ? FakePlatform.JSON.createObjectNode() : FakePlatform.JSON.readTree(body),
                exchange.getRequestHeaders().getFirst("If-Match"));
    }

    private static Map<String, String> query(@Nullable String raw) {
        var query = new HashMap<String, String>();
        for (String pair : raw == null ? new String[0] : raw.split("&")) {
            String[] sides = pair.split("=", 2);
            query.put(sides[0], URLDecoder.decode(sides[1], StandardCharsets.UTF_8));
        }
        return query;
    }

    int limit() {
        return Integer.parseInt(query.getOrDefault("limit", "50"));
    }

    int from() {
        return Integer.parseInt(query.getOrDefault("cursor", "0"));
    }
}
