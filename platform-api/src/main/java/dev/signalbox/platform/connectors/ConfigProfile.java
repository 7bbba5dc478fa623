package dev.signalbox.platform.connectors;

import java.time.Instant;
import tools.jackson.databind.JsonNode;

/**
 * Settings of an instance under a name, such as those for testing beside those in use.
 *
 * @param active whether calls are made with it
 */
record ConfigProfile(
        String name, JsonNode settings, boolean active, long version, Instant createdAt, Instant updatedAt) {

    static final String FIRST = "default";
    static final String NAME = "[a-z][a-z0-9-]{0,39}";
}
