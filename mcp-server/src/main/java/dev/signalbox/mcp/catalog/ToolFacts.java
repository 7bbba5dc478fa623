package dev.signalbox.mcp.catalog;

/**
 * What is settled about a tool, wherever it was declared: by {@link Tool}, or by a connector.
 *
 * @param scope what the platform's operation requires; empty when any token will do
 * @param path of the operation, as a template
 */
public record ToolFacts(
        String name,
        ToolGroup group,
        Risk risk,
        String scope,
        Verb method,
        String path,
        String title,
        String description,
        boolean readOnly,
        boolean destructive,
        boolean idempotent,
        boolean openWorld) {

    static ToolFacts of(Tool declared) {
        return new ToolFacts(
                declared.name(),
                declared.group(),
                declared.risk(),
                declared.scope(),
                declared.method(),
                declared.path(),
                declared.title(),
                declared.description(),
                declared.readOnly(),
                declared.destructive(),
                declared.idempotent(),
                declared.openWorld());
    }
}
