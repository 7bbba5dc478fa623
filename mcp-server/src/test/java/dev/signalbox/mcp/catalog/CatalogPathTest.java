package dev.signalbox.mcp.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CatalogPathTest {

    private static final String ID = "0198a000-0000-7000-8000-00000000000a";

    /** One that is new at the platform is either added here, or said to be none for agents. */
    @Test
    void theTemplatesAreTheOperationsOfTheApi() {
        var operations = ToolsMatchTheApiTest.api().path("paths").properties().stream()
                .filter(path -> path.getKey().startsWith("/v1/mcp/"))
                .flatMap(path -> path.getValue().properties().stream()
                        .map(operation -> operation.getKey().toUpperCase(Locale.ROOT) + " "
                                + path.getKey().replaceAll("\\{(?!name})\\w+}", "{id}")))
                .filter(operation -> !operation.endsWith("/credentials"))
                // What a remote server changed is agreed to by a person in the console.
                .filter(operation -> !operation.contains("/tool-reviews"))
                // Each tool stands in the list itself, where a risky one waits for a person's yes.
                .filter(operation -> !operation.equals("POST /v1/mcp/instances/{id}/tools/{id}"))
                .toList();

        assertThat(CatalogPath.TEMPLATES).containsExactlyInAnyOrderElementsOf(operations);
    }

    @Test
    void theScopesAreThoseOfItsOperations() {
        var required = ToolsMatchTheApiTest.api().path("paths").properties().stream()
                .filter(path ->
                        path.getKey().startsWith("/v1/mcp/") && !path.getKey().endsWith("/credentials"))
                .flatMap(path -> path.getValue().valueStream())
                .map(operation -> operation.path("x-required-scope").asString())
                .distinct()
                .toList();

        assertThat(CatalogPath.SCOPES).containsExactlyInAnyOrderElementsOf(required);
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /v1/mcp/platform-catalog, /v1/mcp/platform-catalog",
        "GET, /v1/mcp/instances, /v1/mcp/instances",
        "POST, /v1/mcp/instances, /v1/mcp/instances",
        "GET, /v1/mcp/instances/" + ID + "/tools, /v1/mcp/instances/" + ID + "/tools",
        "GET, /v1/mcp/%69nstances, /v1/mcp/instances",
        "GET, /v1/mcp/%2569nstances, /v1/mcp/instances",
    })
    void whatLeadsToAnOperationIsWrittenAnew(String method, String given, String sent) {
        assertThat(CatalogPath.of(method, given)).hasValue(sent);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/",
                "v1/mcp/instances",
                "/v1/mcp/",
                "/v1/mcp/instances/",
                "/v1/mcp/instances/" + ID + "/credentials",
                "/v1/mcp/instances/" + ID + "/%63redentials",
                "//v1/mcp/instances",
                "/v1//mcp/instances",
                "/v1/me",
                "/v1/pats",
                "/v1/confirmations",
                "/v1/mcp/../pats",
                "/v1/mcp/./instances",
                "/v1/mcp/instances/..",
                "/v1/mcp/instances/../../pats",
                "/v1/mcp/%2e%2e/pats",
                "/v1/mcp/%2E./pats",
                "/v1/mcp/..%2fpats",
                "/v1/mcp/%252e%252e/pats",
                "/v1/mcp/%25252e%25252e/pats",
                "/v1/mcp/%c0%ae%c0%ae/pats",
                "/v1/mcp/instances;x=1",
                "/v1/mcp;/instances",
                "/v1/mcp/..;/pats",
                "/v1/mcp/%3b/instances",
                "/v1/mcp\\instances",
                "/v1/mcp/..\\pats",
                "/v1/mcp/%5c..%5cpats",
                "/v1/mcp/instances\r\nX-Evil: 1",
                "/v1/mcp/instances%0d%0aX-Evil:%201",
                "/v1/mcp/instances%00",
                "/v1/mcp/instances?limit=1",
                "/v1/mcp/instances%3flimit=1",
                "/v1/mcp/instances#x",
                "/v1/mcp/instances/not-an-id",
                "/v1/mcp/instances/%7bid%7d",
                "/v1/mcp/instances/{id}",
                "/v1/mcp/instances/" + ID + "/credentials",
                "/v1/mcp/instances/" + ID + "/%63redentials",
                "/v1/mcp/instances/" + ID + "/%2563redentials",
                "http://127.0.0.1/v1/mcp/instances",
                "https://evil.example/v1/mcp/instances",
                "//evil.example/v1/mcp/instances",
                "/\\evil.example/v1/mcp/instances",
                "/v1/mcp/instances%",
                "/v1/mcp/instances%6",
                "/v1/mcp/instances%zz",
                "/v1/mcp/\u0131nstances",
                "/V1/mcp/instances",
                "/v1/mcp/Instances"
            })
    void whatLeadsNowhereIsRefused(String path) {
        assertThat(CatalogPath.of("GET", path)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "DELETE, /v1/mcp/instances",
        "PUT, /v1/mcp/instances",
        "PATCH, /v1/mcp/servers",
        "TRACE, /v1/mcp/servers"
    })
    void aMethodOfAnotherOperationIsRefused(String method, String path) {
        assertThat(CatalogPath.of(method, path)).isEmpty();
    }

    @Test
    void aPathThatGrowsOrNeverEndsIsRefused() {
        assertThat(CatalogPath.of("GET", "/v1/mcp/" + "a".repeat(600))).isEmpty();
        assertThat(CatalogPath.of("GET", "/v1/mcp/" + "%25".repeat(100) + "69nstances"))
                .isEmpty();
    }
}
