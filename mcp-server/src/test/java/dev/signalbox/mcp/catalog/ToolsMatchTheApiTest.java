package dev.signalbox.mcp.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.mcp.platform.Json;
import dev.signalbox.mcp.tools.Tools;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.yaml.snakeyaml.Yaml;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** A tool is a projection of one operation: what it says about that operation is what the platform's own document says. */
class ToolsMatchTheApiTest {

    private static final JsonNode API = api();

    /** But for the one that names its operation itself; see CatalogPathTest. */
    static List<CatalogTool> tools() {
        return Catalogue.of(Tools.ALL).tools().stream()
                .filter(tool -> tool.facts().method() != Verb.ANY)
                .toList();
    }

    @ParameterizedTest
    @MethodSource("tools")
    void theOperationExistsAndWantsTheSameScope(CatalogTool tool) {
        String scope = tool.facts().scope();

        assertThat(operation(tool).path("x-required-scope").asString()).isEqualTo(scope.isEmpty() ? "any" : scope);
    }

    @ParameterizedTest
    @MethodSource("tools")
    void everyArgumentIsOneOfTheOperations(CatalogTool tool) {
        for (Map.Entry<String, JsonNode> argument :
                tool.input().path("properties").properties()) {
            String name = argument.getKey();
            if (tool.facts().path().contains("{" + name + "}") || tool.isLocal(name)) {
                continue;
            }
            assertThat(isTaken(tool, name)).as(name).isTrue();
        }
    }

    @ParameterizedTest
    @MethodSource("tools")
    void theAnswerIsTheOperations(CatalogTool tool) {
        JsonNode answer = operation(tool)
                .path("responses")
                .properties()
                .iterator()
                .next()
                .getValue()
                .at("/content/application~1json/schema");

        // A stream says for each of its frames what it looks like
        JsonNode ours =
                tool.facts().method() == Verb.STREAM ? output(tool).at("/properties/items/items") : output(tool);
        assertPartOf(ours, resolved(answer), tool.name());
    }

    private static JsonNode output(CatalogTool tool) {
        return tool.output().orElseThrow();
    }

    private static boolean isTaken(CatalogTool tool, String name) {
        JsonNode operation = operation(tool);
        String parameter = tool.nameAtOperation(name);
        boolean isParameter = operation.path("parameters").valueStream().anyMatch(known -> plain(
                        known.path("name").asString())
                .equals(plain(parameter)));
        JsonNode body = resolved(operation.at("/requestBody/content/application~1json/schema"));
        return isParameter
                || body.path("properties").has(name)
                || body.path("additionalProperties").asBoolean(false);
    }

    /** The document knows the parameters that come as a record by their names in Java. */
    private static String plain(String parameter) {
        return parameter.replace(".value", "").replace("_", "").toLowerCase(Locale.ROOT);
    }

    /** Ours says no more than theirs: the same types, and nothing required that may be missing. */
    private static void assertPartOf(JsonNode ours, JsonNode theirs, String where) {
        if (!theirs.has("properties")) {
            return;
        }
        var promised =
                theirs.path("required").valueStream().map(JsonNode::asString).toList();
        for (JsonNode required : ours.path("required")) {
            assertThat(promised).as(where).contains(required.asString());
        }
        for (Map.Entry<String, JsonNode> property : ours.path("properties").properties()) {
            String place = where + "." + property.getKey();
            JsonNode their = resolved(theirs.path("properties").path(property.getKey()));
            assertThat(theirs.path("properties").has(property.getKey()))
                    .as(place)
                    .isTrue();
            if (their.has("type")) {
                assertThat(property.getValue().path("type")).as(place).isEqualTo(their.path("type"));
            }
            assertPartOf(property.getValue(), their, place);
            assertPartOf(property.getValue().path("items"), resolved(their.path("items")), place + "[]");
        }
    }

    private static JsonNode operation(CatalogTool tool) {
        String wanted = shape(tool.facts().path());
        return API.path("paths").properties().stream()
                .filter(path -> shape(path.getKey()).equals(wanted))
                .map(path -> path.getValue()
                        .path(tool.facts().method().method().name().toLowerCase(Locale.ROOT)))
                .findFirst()
                .orElse(JsonNodeFactory.instance.missingNode());
    }

    /** The document may name the places of a path in another way. */
    private static String shape(String path) {
        return path.replaceAll("\\{\\w+}", "{}");
    }

    private static JsonNode resolved(JsonNode schema) {
        return schema.has("$ref") ? API.at(schema.path("$ref").asString().substring(1)) : schema;
    }

    static JsonNode api() {
        try {
            String text = Files.readString(Path.of("..", "docs", "openapi.yaml"));
            return Json.MAPPER.valueToTree(new Yaml().load(text));
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
