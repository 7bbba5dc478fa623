package dev.signalbox.mcp.catalog;

import dev.signalbox.mcp.platform.Json;
import dev.signalbox.mcp.platform.PlatformRequest;
import java.net.URI;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpMethod;
import tools.jackson.databind.node.ObjectNode;

/**
 * Hands arguments on to a connector as they are: null means something there.
 *
 * @param instance null for the work queue
 */
record Forwarding(String path, @Nullable String instance) implements Writer {

    @Override
    public PlatformRequest request(ObjectNode arguments) {
        ObjectNode body = Json.MAPPER.createObjectNode();
        body.set("arguments", arguments);
        return new PlatformRequest(HttpMethod.POST, URI.create(path), Map.of(), body);
    }

    ObjectNode confirmed(ObjectNode arguments) {
        ObjectNode both = Json.MAPPER.createObjectNode().put("instance_id", instance);
        both.set("arguments", arguments);
        return both;
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
