package dev.signalbox.mcp.transport;

import dev.signalbox.mcp.catalog.CatalogTool;
import dev.signalbox.mcp.catalog.Catalogue;
import dev.signalbox.mcp.platform.Json;
import io.modelcontextprotocol.spec.McpSchema;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.node.ObjectNode;

/** Each tool as a client sees it, written once. */
@Component
class WireTools {

    private final Map<String, ObjectNode> definitions;

    WireTools(Catalogue catalogue) {
        this.definitions =
                catalogue.tools().stream().collect(Collectors.toUnmodifiableMap(CatalogTool::name, WireTools::of));
    }

    ObjectNode definition(CatalogTool tool) {
        return tool.isConnected() ? of(tool) : Objects.requireNonNull(definitions.get(tool.name()));
    }

    static ObjectNode of(CatalogTool tool) {
        var facts = tool.facts();
        var annotations = McpSchema.ToolAnnotations.builder()
                .title(facts.title())
                .readOnlyHint(facts.readOnly())
                .destructiveHint(facts.destructive())
                .idempotentHint(facts.idempotent())
                .openWorldHint(facts.openWorld())
                .build();
        var wire = McpSchema.Tool.builder(facts.name(), map(tool.input()))
                .title(facts.title())
                .description(facts.description())
                .annotations(annotations);
        tool.output().ifPresent(output -> wire.outputSchema(map(output)));
        return Json.MAPPER.valueToTree(wire.build());
    }

    private static Map<String, Object> map(ObjectNode schema) {
        return Json.MAPPER.convertValue(schema, new TypeReference<>() {});
    }
}
