package dev.signalbox.platform.connectors;

import dev.signalbox.connector.Credential;
import tools.jackson.databind.JsonNode;

/**
 * What one call is made with that nobody else is to see.
 *
 * @param arguments with the secrets in them
 */
record Provisions(Credential credential, JsonNode arguments, Masks masks, HostLimit hosts) {

    @Override
    public String toString() {
        return "Provisions[]";
    }
}
