package dev.signalbox.console.connectors;

import java.time.Instant;
import tools.jackson.databind.node.ObjectNode;

/** Settings of an instance under a name. */
public record Profile(String name, ObjectNode settings, boolean active, long version, Instant updatedAt) {}
