package dev.signalbox.mcp.transport;

import dev.signalbox.mcp.catalog.ToolAccess;
import dev.signalbox.mcp.platform.Json;
import org.springframework.context.annotation.Profile;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Tells a client without a token where it may get one (RFC 9728). */
@RestController
@Profile("!stdio")
class ResourceMetadata {

    static final String PATH = "/.well-known/oauth-protected-resource";

    private final McpSettings settings;
    private final ToolAccess access;

    ResourceMetadata(McpSettings settings, ToolAccess access) {
        this.settings = settings;
        this.access = access;
    }

    @GetMapping(
            path = {PATH, PATH + "/mcp"},
            produces = MediaType.APPLICATION_JSON_VALUE)
    byte[] metadata() {
        var metadata = Json.MAPPER.createObjectNode();
        metadata.put("resource", settings.resource().toString());
        metadata.put("resource_name", "Signalbox");
        metadata.putArray("authorization_servers")
                .add(settings.authorizationServer().toString());
        metadata.putArray("bearer_methods_supported").add("header");
        access.scopes().forEach(metadata.putArray("scopes_supported")::add);
        return Json.MAPPER.writeValueAsBytes(metadata);
    }
}
