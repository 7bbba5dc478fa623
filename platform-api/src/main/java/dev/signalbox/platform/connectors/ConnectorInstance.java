package dev.signalbox.platform.connectors;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.signalbox.platform.access.ProjectId;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.UUID;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * A project's configured copy of a connector.
 *
 * @param settings of the active profile, as given; what is left out follows the defaults of whichever version of the connector is loaded
 * @param enabled whether its tools may be called
 * @param activeProfile the config profile that calls are made with
 * @param settingsVersion of the active profile
 */
public record ConnectorInstance(
        Id id,
        ProjectId projectId,
        String connectorId,
        String name,
        JsonNode settings,
        boolean enabled,
        long version,
        Instant createdAt,
        Instant updatedAt,
        String activeProfile,
        @JsonIgnore long settingsVersion) {

    /** With settings under its first profile. */
    ConnectorInstance(
            Id id,
            ProjectId projectId,
            String connectorId,
            String name,
            JsonNode settings,
            boolean enabled,
            long version,
            Instant createdAt,
            Instant updatedAt) {
        this(
                id,
                projectId,
                connectorId,
                name,
                settings,
                enabled,
                version,
                createdAt,
                updatedAt,
                ConfigProfile.FIRST,
                version);
    }

    /** The same instance, if that were its active profile. */
    ConnectorInstance under(ConfigProfile profile) {
        return new ConnectorInstance(
                id,
                projectId,
                connectorId,
                name,
                profile.settings(),
                enabled,
                version,
                createdAt,
                updatedAt,
                profile.name(),
                profile.version());
    }

    /** A draft of it, to be tried out. */
    ConnectorInstance with(JsonNode other) {
        return new ConnectorInstance(id, projectId, connectorId, name, other, enabled, version, createdAt, updatedAt);
    }

    /**
     * What serves a project that configured nothing, when the connector needs no settings. It has no row; its id follows from
     * project and connector, so that documents it keeps are found again.
     */
    static ConnectorInstance unconfigured(ProjectId project, String connectorId) {
        var id = UUID.nameUUIDFromBytes((project + " " + connectorId).getBytes(StandardCharsets.UTF_8));
        return new ConnectorInstance(
                new Id(id),
                project,
                connectorId,
                connectorId,
                JsonNodeFactory.instance.objectNode(),
                true,
                0,
                Instant.EPOCH,
                Instant.EPOCH);
    }

    boolean isConfigured() {
        return version > 0;
    }

    /** How a workflow names the connector without naming this instance. */
    @JsonProperty
    public String serverUrl() {
        return ToolBinding.address(connectorId);
    }

    public record Id(@JsonValue UUID value) {

        /** @throws IllegalArgumentException when the text is no UUID */
        @JsonCreator
        public static Id of(String text) {
            return new Id(UUID.fromString(text));
        }

        @Override
        public String toString() {
            return value.toString();
        }
    }
}
