package dev.signalbox.mcp.catalog;

import dev.signalbox.mcp.platform.PlatformRequest;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpMethod;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Writes what the caller of {@code catalog_bff_request} asks as a request. Guarantee: what is sent is one of the templates,
 * written anew from it and from ids; nothing of the text that was given goes on the way.
 */
final class Passthrough implements Writer {

    private static final Pattern QUERY_NAME = Pattern.compile("[a-z][a-z0-9_]{0,39}");

    @Override
    public PlatformRequest request(ObjectNode arguments) {
        String method = arguments.path("method").asString().toUpperCase(java.util.Locale.ROOT);
        String path = arguments.path("path").asString();
        String target = CatalogPath.of(method, path)
                .orElseThrow(() -> new InvalidArgumentsException(List.of("path: %s %s is none of %s"
                        .formatted(method, CatalogPath.printable(path), CatalogPath.known()))));
        var headers = new LinkedHashMap<String, String>();
        if (arguments.has("version")) {
            headers.put("If-Match", "\"%d\"".formatted(arguments.path("version").longValue()));
        }
        return new PlatformRequest(
                HttpMethod.valueOf(method), URI.create(target + query(arguments)), headers, body(method, arguments));
    }

    private static String query(ObjectNode arguments) {
        var parts = new ArrayList<String>();
        for (Map.Entry<String, JsonNode> one : arguments.path("query").properties()) {
            if (!QUERY_NAME.matcher(one.getKey()).matches() || one.getValue().isContainer()) {
                throw new InvalidArgumentsException(
                        List.of("query: takes plain values under names like limit or cursor"));
            }
            parts.add(one.getKey() + "=" + URLEncoder.encode(one.getValue().asString(), StandardCharsets.UTF_8));
        }
        return parts.isEmpty() ? "" : "?" + String.join("&", parts);
    }

    private static @Nullable ObjectNode body(String method, ObjectNode arguments) {
        boolean given = arguments.path("body") instanceof ObjectNode;
        if (given && (method.equals("GET") || method.equals("DELETE"))) {
            throw new InvalidArgumentsException(List.of("body: a %s has none".formatted(method)));
        }
        return given ? (ObjectNode) arguments.path("body") : null;
    }

    @Override
    public boolean isLocal(String argument) {
        return false;
    }

    @Override
    public String nameAtOperation(String argument) {
        return argument;
    }
}
