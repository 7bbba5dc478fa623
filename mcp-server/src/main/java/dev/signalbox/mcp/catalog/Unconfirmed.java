package dev.signalbox.mcp.catalog;

import java.time.Instant;
import tools.jackson.databind.node.ObjectNode;

/**
 * A person has to say yes first.
 *
 * @param id where they find it in the console
 * @param ticket to be given back with their answer
 * @param arguments exactly what they say yes to
 */
public record Unconfirmed(CatalogTool tool, String id, String ticket, ObjectNode arguments, Instant expiresAt)
        implements ToolOutcome {

    /**
     * For a client that cannot ask its person.
     *
     * @param where the person finds the question
     */
    public ToolResult elsewhere(String where) {
        return ToolFailure.unconfirmed(this, where);
    }
}
