package dev.signalbox.mcp.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.signalbox.mcp.tools.Tools;
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
    void standardToolsStayAwayFromSecrets(CatalogTool tool) {
        if (tool.facts().risk() == Risk.STANDARD) {
            assertThat(ADDRESSES_OF_SECRETS).noneMatch(tool.facts().path()::contains);
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

    /** An id cannot lead to another operation; a name could, with dots and slashes. */
    @Test
    void nothingButIdsGoesIntoAPath() {
        for (Class<? extends Record> record : Tools.ALL) {
            String path = record.getAnnotation(Tool.class).path();
            assertThat(record.getRecordComponents())
                    .filteredOn(component -> path.contains("{" + RecordSchema.name(component) + "}"))
                    .allMatch(component -> component.getType() == UUID.class, record.getSimpleName());
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
        for (JsonNode schema : List.of(tool.input(), tool.output())) {
            assertThat(schema.path("type").asString()).isEqualTo("object");
            assertThat(schema.path("properties").isObject()).isTrue();
            assertThat(schemas(schema)).allSatisfy(part -> {
                assertThat(part.path("type").isString()).isTrue();
                assertThat(part.propertyNames()).doesNotContainAnyElementsOf(NOT_EVERYWHERE);
                assertThat(part.path("type").asString().equals("array")).isEqualTo(part.has("items"));
            });
        }
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
