package dev.signalbox.mcp.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.signalbox.mcp.platform.Json;
import dev.signalbox.mcp.tools.Tools;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** What holds for every tool, whoever wrote it. */
class CatalogueTest {

    /** Forms that at least one model provider refuses or silently drops. */
    private static final List<String> NOT_EVERYWHERE =
            List.of("$ref", "$defs", "oneOf", "anyOf", "allOf", "not", "if", "format", "const", "patternProperties");

    private static final Pattern PLACEHOLDER = Pattern.compile("\\{(\\w+)}");
    private static final List<String> ADDRESSES_OF_SECRETS =
            List.of("/vault/", "/pats", "/llm-provider-keys", "/inbound-webhooks");

    static List<CatalogTool> tools() {
        return List.copyOf(Catalogue.of(Tools.ALL).tools());
    }

    @Test
    void theCoreGroupIsWhole() {
        assertThat(tools())
                .filteredOn(tool -> tool.facts().group() == ToolGroup.CORE)
                .extracting(CatalogTool::name)
                .containsExactly(
                        "ar_health_summary",
                        "whoami",
                        "workflows_list",
                        "workflows_get",
                        "workflows_create",
                        "workflows_patch",
                        "workflows_validate",
                        "workflows_publish_version",
                        "workflows_execute_command",
                        "workflows_list_runs",
                        "runs_get_summary",
                        "runs_list_tenant",
                        "runs_list_events",
                        "runs_get_context",
                        "tasks_list_pending",
                        "tasks_list_pending_run",
                        "tasks_complete",
                        "analytics_live_runs",
                        "analytics_success_rate",
                        "analytics_credits_consumed",
                        "analytics_runs_timeseries",
                        "analytics_usage_timeseries");
    }

    @Test
    void theOtherGroupsAreWhole() {
        assertThat(names(ToolGroup.CATALOG)).containsExactly("catalog_bff_request");
        assertThat(names(ToolGroup.WEBSOCKET)).containsExactly("workflows_stream_websocket");
        assertThat(names(ToolGroup.VAULT))
                .containsExactly("vault_list_secrets", "vault_read_secret", "vault_write_secret");
        assertThat(names(ToolGroup.PAT)).containsExactly("pat_list", "pat_revoke", "pat_create", "pat_reveal");
        assertThat(names(ToolGroup.RUNS))
                .containsExactly("run_start", "run_advance", "run_status", "run_get_step", "run_repair");
        assertThat(names(ToolGroup.HOSTED))
                .containsExactly(
                        "workflow_list",
                        "workflow_get",
                        "workflow_create",
                        "workflow_update",
                        "workflow_delete",
                        "workflow_step_get",
                        "workflow_step_update",
                        "run_list",
                        "run_get",
                        "analytics_overview",
                        "analytics_recent_runs",
                        "analytics_steps");
    }

    private static List<String> names(ToolGroup group) {
        return tools().stream()
                .filter(tool -> tool.facts().group() == group)
                .map(CatalogTool::name)
                .toList();
    }

    /** A record of arguments that nobody lists would be a tool that nobody gets. */
    @Test
    void everyDeclaredToolIsListed() {
        var declared = new ClassFileImporter()
                        .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                        .importPackages(Tools.class.getPackageName())
                        .stream()
                        .filter(type -> type.isAnnotatedWith(Tool.class))
                        .map(JavaClass::getName)
                        .toList();

        assertThat(Tools.ALL).extracting(Class::getName).containsExactlyInAnyOrderElementsOf(declared);
    }

    @ParameterizedTest
    @MethodSource("tools")
    void isWrittenForAModel(CatalogTool tool) {
        assertThat(tool.name()).matches("[a-z][a-z0-9_]{2,63}");
        assertThat(tool.facts().title()).hasSizeBetween(5, 60).doesNotEndWith(".");
        assertThat(tool.facts().description())
                .hasSizeBetween(30, 600)
                .endsWith(".")
                .doesNotContain("\n");
    }

    @ParameterizedTest
    @MethodSource("tools")
    void hintsDoNotContradictEachOther(CatalogTool tool) {
        var facts = tool.facts();

        if (facts.readOnly()) {
            assertThat(facts.destructive()).isFalse();
            assertThat(facts.idempotent()).isTrue();
        }
        assertThat(facts.readOnly() || facts.method() != Verb.GET)
                .as("a GET changes nothing")
                .isTrue();
    }

    @ParameterizedTest
    @MethodSource("tools")
    void standardToolsNeitherMakeNorShowSecrets(CatalogTool tool) {
        if (tool.facts().risk() == Risk.STANDARD
                && ADDRESSES_OF_SECRETS.stream().anyMatch(tool.facts().path()::contains)) {
            assertThat(tool.facts().method()).isIn(Verb.GET, Verb.DELETE);
            assertThat(tool.facts().group().byDefault()).isFalse();
        }
    }

    @ParameterizedTest
    @MethodSource("tools")
    void whatIsRiskyIsNotServedUnlessItIsAskedFor(CatalogTool tool) {
        if (tool.facts().risk() == Risk.RISK) {
            assertThat(tool.facts().group().byDefault()).isFalse();
            assertThat(tool.facts().readOnly()).isFalse();
            assertThat(tool.facts().description()).contains("A person confirms each call.");
        }
    }

    @ParameterizedTest
    @MethodSource("tools")
    void everyPlaceInThePathIsARequiredArgument(CatalogTool tool) {
        var places = PLACEHOLDER
                .matcher(tool.facts().path())
                .results()
                .map(MatchResult::group)
                .toList();
        var required = tool.input()
                .path("required")
                .valueStream()
                .map(name -> "{" + name.asString() + "}")
                .toList();

        assertThat(required).containsAll(places);
    }

    /** An id cannot lead to another operation; nor can a name that has no slash and is no step upwards. */
    @Test
    void nothingThatGoesIntoAPathLeadsToAnotherOperation() {
        for (Class<? extends Record> record : Tools.ALL) {
            String path = record.getAnnotation(Tool.class).path();
            for (RecordComponent component : record.getRecordComponents()) {
                if (path.contains("{" + RecordSchema.name(component) + "}") && component.getType() != UUID.class) {
                    var projection = new Projection(record, record.getAnnotation(Tool.class));
                    assertThat(List.of(
                                    "..", ".", "a/../b", "a/b", "%2e%2e", "a%2Fb", "..;", "a\\b", "a b", "a\r\nb", ""))
                            .allSatisfy(walk -> assertThatThrownBy(() -> projection.request(
                                            Json.MAPPER.createObjectNode().put(RecordSchema.name(component), walk)))
                                    .isInstanceOf(InvalidArgumentsException.class));
                }
            }
        }
    }

    /** A line feed in a header would be another header. */
    @Test
    void nothingThatGoesIntoAHeaderHasControlCharacters() {
        for (Class<? extends Record> record : Tools.ALL) {
            for (RecordComponent component : record.getRecordComponents()) {
                if (component.isAnnotationPresent(Header.class)) {
                    var projection = new Projection(record, record.getAnnotation(Tool.class));
                    assertThat(List.of("a\nb", "a\r\nb", "a\tb", "a\0b", "a\u007fb"))
                            .allSatisfy(text -> assertThatThrownBy(() -> projection.request(
                                            Json.MAPPER.createObjectNode().put(RecordSchema.name(component), text)))
                                    .isInstanceOf(InvalidArgumentsException.class)
                                    .hasMessageContaining("control characters"));
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("tools")
    void everyArgumentIsExplained(CatalogTool tool) {
        assertThat(tool.input().path("properties").properties()).allSatisfy(property -> assertThat(
                        property.getValue().path("description").asString())
                .as(property.getKey())
                .endsWith("."));
    }

    @ParameterizedTest
    @MethodSource("tools")
    void schemasUseOnlyWhatEveryProviderTakes(CatalogTool tool) {
        assertThat(tool.input().path("additionalProperties").asBoolean(true)).isFalse();
        for (JsonNode schema : List.of(tool.input(), tool.output().orElseThrow())) {
            assertThat(schema.path("type").asString()).isEqualTo("object");
            assertThat(schema.path("properties").isObject()).isTrue();
            assertThat(schemas(schema)).allSatisfy(part -> {
                assertThat(part.path("type").isString() || saysNothing(part)).isTrue();
                assertThat(part.propertyNames()).doesNotContainAnyElementsOf(NOT_EVERYWHERE);
                assertThat(part.path("type").asString().equals("array")).isEqualTo(part.has("items"));
            });
        }
    }

    /** Any JSON: what a workflow's author wants back from a step can have any form. */
    private static boolean saysNothing(JsonNode schema) {
        return schema.propertyNames().stream().allMatch("description"::equals);
    }

    private static List<JsonNode> schemas(JsonNode schema) {
        var all = new ArrayList<JsonNode>();
        all.add(schema);
        schema.path("properties").forEach(property -> all.addAll(schemas(property)));
        if (schema.has("items")) {
            all.addAll(schemas(schema.path("items")));
        }
        return all;
    }

    @Nested
    class AnythingElseIsRefused {

        record NothingDeclared(@Nullable String name) {}

        @Test
        void aRecordThatDeclaresNoTool() {
            List<Class<? extends Record>> records = List.of(NothingDeclared.class);

            assertThatThrownBy(() -> Catalogue.of(records))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("@Tool");
        }

        @Test
        void aNameThatIsTaken() {
            List<Class<? extends Record>> twice = List.of(Tools.ALL.getFirst(), Tools.ALL.getFirst());

            assertThatThrownBy(() -> Catalogue.of(twice))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("ar_health_summary");
        }

        /** The compiler asks for each of them, as long as none has a default. */
        @Test
        void aToolThatLeavesAFactToChance() {
            assertThat(Arrays.stream(Tool.class.getDeclaredMethods()))
                    .hasSize(13)
                    .allMatch(fact -> fact.getDefaultValue() == null);
        }
    }
}
