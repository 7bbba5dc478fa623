package dev.signalbox.mcp.catalog;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a request gives up by itself.
 *
 * @param groups the only groups it wants; empty means all
 * @param tools the only tools it wants; empty means all
 */
public record Narrowing(
        Set<String> groups,
        Set<String> tools,
        boolean readOnly,
        @Nullable String project) {

    public static final Narrowing NONE = new Narrowing(Set.of(), Set.of(), false, null);

    static Narrowing ofTools(Set<String> tools) {
        return new Narrowing(Set.of(), tools, false, null);
    }

    boolean keeps(CatalogTool tool) {
        return (groups.isEmpty() || groups.contains(tool.facts().group().wire()))
                && (tools.isEmpty() || tools.contains(tool.name()))
                && (!readOnly || tool.facts().readOnly());
    }
}
