package dev.signalbox.mcp.catalog;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** All tools this program knows, in the order in which they are always listed. */
public final class Catalogue {

    static final Catalogue EMPTY = new Catalogue();

    private final Map<String, CatalogTool> tools = new LinkedHashMap<>();

    private Catalogue() {}

    /** @throws IllegalArgumentException when a record declares no tool, or two the same one */
    public static Catalogue of(List<Class<? extends Record>> records) {
        var catalogue = new Catalogue();
        for (Class<? extends Record> record : records) {
            CatalogTool tool = CatalogTool.of(record);
            if (catalogue.tools.putIfAbsent(tool.name(), tool) != null) {
                throw new IllegalArgumentException("Two tools are named " + tool.name() + ".");
            }
        }
        return catalogue;
    }

    public Collection<CatalogTool> tools() {
        return Collections.unmodifiableCollection(tools.values());
    }

    Optional<CatalogTool> find(String name) {
        return Optional.ofNullable(tools.get(name));
    }
}
