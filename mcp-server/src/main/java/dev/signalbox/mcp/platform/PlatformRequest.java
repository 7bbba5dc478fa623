package dev.signalbox.mcp.platform;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpMethod;
import tools.jackson.databind.node.ObjectNode;

/**
 * One request to the platform's API.
 *
 * @param target path and query, already encoded
 * @param headers beside the authorisation, which the caller brings
 */
public record PlatformRequest(
        HttpMethod method,
        URI target,
        Map<String, String> headers,
        @Nullable ObjectNode body) {

    /** With one header more. */
    public PlatformRequest with(String header, String value) {
        var more = new LinkedHashMap<>(headers);
        more.put(header, value);
        return new PlatformRequest(method, target, more, body);
    }

    static PlatformRequest get(String path) {
        return new PlatformRequest(HttpMethod.GET, URI.create(path), Map.of(), null);
    }

    static PlatformRequest post(String path, ObjectNode body) {
        return new PlatformRequest(HttpMethod.POST, URI.create(path), Map.of(), body);
    }
}
