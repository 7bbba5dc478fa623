package dev.signalbox.platform.connectors;

import dev.signalbox.platform.problem.ApiException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Which connector a step means: this project's instance by id, or whichever instance serves a portable address. */
public sealed interface ToolBinding {

    Pattern ADDRESS = Pattern.compile("connector://([a-z][a-z0-9-]{0,39})");

    record ToInstance(ConnectorInstance.Id id) implements ToolBinding {}

    record ToServer(String connectorId) implements ToolBinding {}

    static String address(String connectorId) {
        return "connector://" + connectorId;
    }

    /**
     * @param serverUrl such as {@code connector://http}; exactly one of the two is given
     * @throws ApiException INVALID_ARGUMENT when both, none or something else is
     */
    static ToolBinding of(@Nullable String serverUrl, @Nullable String instanceId) {
        if (serverUrl != null && instanceId != null) {
            throw ApiException.invalid("instance_id", "stands beside server_url; give one of the two");
        }
        if (instanceId != null) {
            return new ToInstance(instance(instanceId));
        }
        var address = ADDRESS.matcher(serverUrl == null ? "" : serverUrl);
        if (!address.matches()) {
            throw ApiException.invalid(
                    "server_url", "is an address such as connector://http, or give instance_id instead");
        }
        return new ToServer(address.group(1));
    }

    private static ConnectorInstance.Id instance(String id) {
        try {
            return ConnectorInstance.Id.of(id);
        } catch (IllegalArgumentException e) {
            throw ApiException.invalid("instance_id", "is not the id of an instance");
        }
    }
}
