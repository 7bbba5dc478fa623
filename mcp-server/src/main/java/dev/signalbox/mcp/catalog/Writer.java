package dev.signalbox.mcp.catalog;

import dev.signalbox.mcp.platform.PlatformRequest;
import tools.jackson.databind.node.ObjectNode;

/** Turns checked arguments into a request to the platform. */
sealed interface Writer permits Projection, Passthrough, Forwarding {

    /** @throws InvalidArgumentsException for what a schema cannot say */
    PlatformRequest request(ObjectNode arguments);

    /** How the operation calls an argument. */
    String nameAtOperation(String argument);

    /** Whether an argument is for this server alone. */
    boolean isLocal(String argument);
}
