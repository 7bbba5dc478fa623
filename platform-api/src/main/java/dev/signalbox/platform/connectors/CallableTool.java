package dev.signalbox.platform.connectors;

import dev.signalbox.platform.connectors.ToolDescription.Risk;
import tools.jackson.databind.JsonNode;

/**
 * A tool that the caller can call now.
 *
 * @param name of the tool itself, as calls and workflow steps write it
 * @param qualifiedName different from that of every other tool of the project
 */
public record CallableTool(
        ConnectorInstance.Id instanceId,
        String connectorId,
        String instanceName,
        String name,
        String qualifiedName,
        String title,
        String description,
        Risk risk,
        boolean readOnly,
        boolean idempotent,
        boolean openWorld,
        JsonNode inputSchema) {

    static CallableTool of(ConnectorInstance instance, String qualifiedName, ToolDescription tool) {
        return new CallableTool(
                instance.id(),
                instance.connectorId(),
                instance.name(),
                tool.name(),
                qualifiedName,
                tool.title(),
                tool.description(),
                tool.risk(),
                tool.readOnly(),
                tool.idempotent(),
                tool.openWorld(),
                tool.inputSchema());
    }
}
