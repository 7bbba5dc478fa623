package dev.signalbox.connector.remotemcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.signalbox.connector.ToolDefinition.Risk;
import dev.signalbox.connector.ToolException;
import dev.signalbox.connector.ToolReview;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OffersTest extends RemoteServer {

    @Test
    void everyPageIsRead() throws Exception {
        for (int i = 0; i < 10; i++) {
            server.tool("tool_" + i, "");
        }
        server.pageSize = 3;

        validate();

        assertThat(names()).hasSize(11);
    }

    @Test
    void aListWithoutAnEndIsRefused() {
        for (int i = 0; i < 60; i++) {
            server.tool("tool_" + i, "");
        }
        server.pageSize = 1;

        assertThatExceptionOfType(ToolException.class)
                .isThrownBy(this::validate)
                .withMessage("127.0.0.1 lists its tools without an end.");
    }

    @Test
    void tooManyToolsAreRefused() {
        for (int i = 0; i < 201; i++) {
            server.tool("tool_" + i, "");
        }

        assertThatExceptionOfType(ToolException.class)
                .isThrownBy(this::validate)
                .withMessageContaining("choose some with the setting tools");
    }

    @Test
    void onlyChosenToolsAreOffered() throws Exception {
        server.tool("second", "");
        connector = connector(List.of("second"), Optional.empty(), false);

        validate();

        assertThat(names()).containsExactly("second");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"type\": \"array\"}",
                "{\"type\": \"object\", \"properties\": 7}",
                "{\"type\": \"object\", \"properties\": {\"a\": {\"type\": \"strin\"}}}",
                "{\"type\": \"object\", \"required\": \"a\"}",
                "{\"type\": \"object\", \"properties\": {\"a\": {\"$ref\": \"https://evil.example/schema\"}}}",
                "{\"type\": \"object\", \"properties\": {\"a\": {\"type\": \"string\", \"pattern\": \"(\"}}}",
                "{\"type\": \"object\", \"properties\": {\"a\": {\"$id\": \"x\"}}}",
                "{\"type\": \"object\", \"properties\": {\"a\": {\"type\": \"array\", \"x-mcp-header\": \"A\"}}}",
                "{\"type\": \"object\", \"properties\": {\"a\": {\"type\": \"string\", \"x-mcp-header\": \"A B\"}}}",
                "{\"type\": \"object\", \"oneOf\": [{\"properties\": {\"a\": {\"type\": \"string\", \"x-mcp-header\": \"A\"}}}]}"
            })
    void aSchemaThatCannotBeUsedIsRefused(String schema) throws Exception {
        server.tools.put("odd", "{\"name\": \"odd\", \"inputSchema\": %s}".formatted(schema));

        validate();

        assertThat(names()).containsExactly("echo");
        assertThat(connector.reviews()).extracting(ToolReview::tool).containsExactly("odd");
    }

    @Test
    void anArgumentMayBeNamedLikeAKeyword() throws Exception {
        server.tools.put("odd", """
                {"name": "odd", "inputSchema": {"type": "object", "properties": {"type": {"type": ["string", "null"]},
                "required": {"type": "boolean"}, "pattern": {"type": "string"}, "properties": {"type": "object"}}}}""");

        validate();

        assertThat(names()).contains("odd");
    }

    @Test
    void aSchemaThatIsTooDeepOrTooLargeIsRefused() throws Exception {
        server.tools.put(
                "deep",
                "{\"name\": \"deep\", \"inputSchema\": {\"type\": \"object\", \"not\": %s{}%s}}"
                        .formatted("{\"not\": ".repeat(30), "}".repeat(30)));
        server.tools.put(
                "large",
                "{\"name\": \"large\", \"inputSchema\": {\"type\": \"object\", \"title\": \"%s\"}}"
                        .formatted("a".repeat(40_000)));

        validate();

        assertThat(names()).containsExactly("echo");
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "echo, echo",
                "getTinyImage, get_tiny_image",
                "get-sum, get_sum",
                "a.b/c d, a_b_c_d",
                "2fa, t_2fa",
                "__x__, x",
                "§, -",
                "'', -"
            })
    void namesBecomeOurs(String remote, String name) {
        assertThat(ToolNames.of(remote, "").orElse(null)).isEqualTo(name);
    }

    @Test
    void namesAreBounded() {
        assertThat(ToolNames.of("a".repeat(64), "")).isPresent();
        assertThat(ToolNames.of("a".repeat(65), "")).isEmpty();
        assertThat(ToolNames.of("2" + "a".repeat(63), "")).isEmpty();
    }

    @Test
    void aPrefixGivesToolsNamesOfTheirOwn() throws Exception {
        server.tool("workflows_list", "");
        connector = connector(List.of(), Optional.of("other_"), false);

        validate();

        assertThat(names()).containsExactly("other_echo", "other_workflows_list");
        assertThat(call("other_workflows_list", Map.of())).containsEntry("text", "done");
    }

    @Test
    void twoToolsOfOneNameAreOne() throws Exception {
        server.tool("Echo", "");

        validate();

        assertThat(names()).containsExactly("echo");
        assertThat(connector.reviews()).extracting(ToolReview::tool).containsExactly("Echo");
    }

    @Test
    void invisibleTextIsTakenOut() throws Exception {
        server.tool("odd", "\"description\": \"Reads\\u202e mail\\udb40\\udc41.\"");

        validate();

        assertThat(tool("odd").definition().description()).isEqualTo("Reads mail.");
    }

    @ParameterizedTest
    @CsvSource({
        "'{}', DESTRUCTIVE, DESTRUCTIVE",
        "'{\"readOnlyHint\": true}', WRITE, READ",
        "'{\"destructiveHint\": false}', WRITE, WRITE",
        "'{\"readOnlyHint\": false}', DESTRUCTIVE, DESTRUCTIVE",
        "'{\"readOnlyHint\": true, \"destructiveHint\": true}', DESTRUCTIVE, DESTRUCTIVE"
    })
    void aStrangersWordNeverMakesAToolHarmless(String annotations, Risk untrusted, Risk trusted) throws Exception {
        server.tool("odd", "\"annotations\": " + annotations);
        validate();

        assertThat(tool("odd").definition().risk()).isEqualTo(untrusted);
        assertThat(tool("odd").definition().idempotent()).isFalse();
        connector = connector(true);
        assertThat(tool("odd").definition().risk()).isEqualTo(trusted);
    }

    @Test
    void everyToolOfThePlatformIsKnownHere() throws Exception {
        var documented = Pattern.compile("(?m)^### (\\w+)$")
                .matcher(Files.readString(Path.of("../../docs/tools.md")))
                .results()
                .map(heading -> heading.group(1))
                .toList();

        assertThat(documented).isNotEmpty().allMatch(ToolNames::shadows);
    }
}
