package dev.signalbox.mcp.catalog;

import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;
import tools.jackson.databind.node.ObjectNode;

/**
 * A tool of a connector, as the platform tells of it.
 *
 * @param qualifiedName different from that of every other tool of the project
 */
@JsonNaming(SnakeCaseStrategy.class)
record ConnectorTool(
        String instanceId,
        String instanceName,
        String name,
        String qualifiedName,
        String title,
        String description,
        String risk,
        boolean idempotent,
        boolean openWorld,
        ObjectNode inputSchema) {

    private static final String EXECUTE = "mcp:execute";

    /** Where the tools of several instances meet, each carries the name of its own. */
    CatalogTool qualified() {
        return tool(qualifiedName, ToolGroup.CONNECTORS);
    }

    /** At the address of its instance. */
    CatalogTool plain() {
        return tool(name, ToolGroup.CONNECTORS);
    }

    /** Of the project's work queue. */
    CatalogTool queued() {
        return tool(name, ToolGroup.QUEUE);
    }

    private CatalogTool tool(String shown, ToolGroup group) {
        boolean queue = group == ToolGroup.QUEUE;
        String path = queue ? "/v1/queue/tools/" + name : "/v1/mcp/instances/%s/tools/%s".formatted(instanceId, name);
        var facts = new ToolFacts(
                shown,
                group,
                risk(group),
                queue ? (readOnly() ? "queue:read" : "queue:write") : EXECUTE,
                Verb.POST,
                path,
                queue ? title : "%s: %s".formatted(instanceName, title),
                description,
                readOnly(),
                risk.equals("destructive"),
                idempotent,
                openWorld);
        return CatalogTool.connected(facts, inputSchema, qualifiedName, queue ? null : instanceId);
    }

    /** What is for good beyond the tenant's own data wants a person's yes (ADR 110). */
    private Risk risk(ToolGroup group) {
        return group == ToolGroup.CONNECTORS && openWorld && risk.equals("destructive") ? Risk.RISK : Risk.STANDARD;
    }

    private boolean readOnly() {
        return risk.equals("read");
    }
}
