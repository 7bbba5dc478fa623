package dev.signalbox.mcp.tools;

import dev.signalbox.mcp.catalog.Meaning;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** How the platform stands. */
record Health(
        @Meaning("up, or degraded when a part does not work.")
        String status,

        @Nullable ObjectNode parts) {}
