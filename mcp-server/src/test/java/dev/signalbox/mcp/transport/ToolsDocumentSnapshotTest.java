package dev.signalbox.mcp.transport;

import dev.signalbox.mcp.Snapshot;
import dev.signalbox.mcp.catalog.CatalogTool;
import dev.signalbox.mcp.catalog.Catalogue;
import dev.signalbox.mcp.catalog.Risk;
import dev.signalbox.mcp.catalog.ToolFacts;
import dev.signalbox.mcp.catalog.ToolGroup;
import dev.signalbox.mcp.tools.Tools;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** {@code docs/tools.md} is written from the catalogue. */
class ToolsDocumentSnapshotTest {

    private static final Catalogue CATALOGUE = Catalogue.of(Tools.ALL);

    /** Their tools are the connectors' own, so none of them stands in the catalogue. */
    private static final Set<ToolGroup> CONNECTED = Set.of(ToolGroup.QUEUE, ToolGroup.CONNECTORS);

    private static final String QUEUE = """

            The twenty `loopsmcp_*` tools, by which agents share work. They belong to the project's oldest instance of the connector `loops`
            that is switched on, and are there before anybody made one. What reads needs `queue:read`, the others `queue:write` as well.
            `loopsmcp_get_workflow` explains how to work with them.
            """;

    private static final String CONNECTORS = """

            Each enabled instance of a connector brings its tools, as `<instance>__<tool>`: *list_issues* of the instance *Our GitHub* is
            `our_github__list_issues`. All of them need `mcp:execute`. At `/connectors/{instance}/mcp` an instance is served alone, its tools
            under their own names. A further work queue is an instance like any other.

            What a tool says of itself becomes its hints. One that does something for good outside of Signalbox is there only where risky tools
            are, and waits for a person's yes. What such a system answers is marked: a note in the result, and `dev.signalbox/untrusted` in its
            `_meta`.
            """;

    @Test
    void theDocumentSaysWhatTheCatalogueSays() {
        var text = new StringBuilder("""
                # The tools of the MCP server

                Generated from the catalogue by `ops/snapshots`; do not edit. How to connect a client: [clients.md](clients.md).

                A tool is a projection of one operation of the [API](openapi.yaml), under the same rights: a caller sees the tools whose scope
                their token carries **and** their role allows, and can call exactly those. `?groups=`, `?tools=`, `?readonly=true` and `?project=`
                in the address, or the headers `X-MCP-Groups`, `X-MCP-Tools`, `X-MCP-Readonly` and `X-MCP-Project`, narrow that further.

                Which groups there are at all, the operator decides (`signalbox.mcp.groups`). Of those, some come only to a client that asks for them.
                A tool that makes or shows secrets is there only if the operator says so too (`signalbox.mcp.risk`), and each call of it waits for a
                person's yes.

                A failure of a tool is a result with `isError` and the text `{"code", "message", "retryable", "hint"}`.
                """);
        for (ToolGroup group : ToolGroup.values()) {
            text.append("\n## %s\n\n%s%s\n".formatted(group.wire(), group.description(), asked(group)));
            text.append(CONNECTED.contains(group) ? ofConnectors(group) : overview(group));
            CATALOGUE.tools().stream()
                    .filter(tool -> tool.facts().group() == group)
                    .forEach(tool -> text.append(section(tool)));
        }
        Snapshot.check("docs/tools.md", text.toString());
    }

    private static String ofConnectors(ToolGroup group) {
        return group == ToolGroup.QUEUE ? QUEUE : CONNECTORS;
    }

    private static String asked(ToolGroup group) {
        return group.byDefault()
                ? ""
                : " Comes with `?groups=%s`, or with a token that is limited to it.".formatted(group.wire());
    }

    private static String overview(ToolGroup group) {
        return CATALOGUE.tools().stream()
                .filter(tool -> tool.facts().group() == group)
                .map(tool -> "| [`%s`](#%s) | %s | %s |\n"
                        .formatted(tool.name(), tool.name(), tool.facts().title(), scope(tool.facts())))
                .collect(Collectors.joining("", "\n| tool | | scope |\n|---|---|---|\n", ""));
    }

    private static String section(CatalogTool tool) {
        ToolFacts facts = tool.facts();
        return """

                ### %s

                %s

                `%s %s` · %s · %s

                %s""".formatted(
                        tool.name(),
                        facts.description(),
                        facts.method(),
                        facts.path(),
                        scope(facts),
                        hints(facts),
                        arguments(tool.input()));
    }

    private static String scope(ToolFacts facts) {
        return facts.scope().isEmpty() ? "any token" : "`%s`".formatted(facts.scope());
    }

    private static String hints(ToolFacts facts) {
        if (facts.readOnly()) {
            return "changes nothing";
        }
        return "changes things%s%s%s%s"
                .formatted(
                        facts.risk() == Risk.RISK ? ", after a person's yes" : "",
                        facts.destructive() ? ", cannot always be undone" : "",
                        facts.idempotent() ? ", safe to repeat" : "",
                        facts.openWorld() ? ", may act outside of Signalbox" : "");
    }

    private static String arguments(JsonNode input) {
        JsonNode required = input.path("required");
        String rows = input.path("properties").properties().stream()
                .map(property -> row(property, required))
                .collect(Collectors.joining());
        return rows.isEmpty() ? "No arguments.\n" : "| argument | type | | meaning |\n|---|---|---|---|\n" + rows;
    }

    private static String row(Map.Entry<String, JsonNode> property, JsonNode required) {
        JsonNode schema = property.getValue();
        boolean needed = required.valueStream().anyMatch(name -> name.asString().equals(property.getKey()));
        String more = needed ? "required" : schema.has("default") ? "default " + schema.path("default") : "";
        String values = schema.path("enum")
                .valueStream()
                .map(value -> "`%s`".formatted(value.asString()))
                .collect(Collectors.joining(" "));
        return "| `%s` | %s | %s | %s%s |\n"
                .formatted(
                        property.getKey(),
                        schema.path("type").asString(),
                        more,
                        schema.path("description").asString(),
                        values.isEmpty() ? "" : " One of " + values + ".");
    }
}
