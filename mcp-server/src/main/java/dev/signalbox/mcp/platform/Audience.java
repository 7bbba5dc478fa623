package dev.signalbox.mcp.platform;

import jakarta.validation.constraints.NotNull;
import java.net.URI;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;
import tools.jackson.databind.JsonNode;

/**
 * Whom tokens must be made for that are made for somebody. Guarantee: a token that was made for another resource is none here, even
 * when its scopes would do.
 *
 * @param resource this server's own address
 */
@Validated
@ConfigurationProperties("signalbox.mcp")
record Audience(@NotNull URI resource) {

    /** @param named as introspection tells it: absent for a token that names no resource, as personal ones do not */
    boolean isIn(JsonNode named) {
        return named.isMissingNode()
                || named.isNull()
                || (named.isArray() && named.valueStream().anyMatch(this::isMine))
                || isMine(named);
    }

    private boolean isMine(JsonNode name) {
        return name.isString() && name.stringValue().equals(resource.toString());
    }
}
