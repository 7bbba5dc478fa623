package dev.signalbox.console.connectors;

import java.util.List;
import tools.jackson.databind.JsonNode;

/** A type of system of the catalogue. */
public record Connector(
        String connectorId,
        String displayName,
        String description,
        String version,
        List<String> authentication,
        JsonNode settingsSchema) {

    List<Credential.Kind> kinds() {
        return authentication.stream()
                .filter(kind -> !kind.equals("none"))
                .map(Credential.Kind::of)
                .toList();
    }
}
