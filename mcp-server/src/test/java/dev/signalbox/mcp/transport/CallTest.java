package dev.signalbox.mcp.transport;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.mcp.McpTest;
import dev.signalbox.mcp.fake.FakePlatform.Said;
import dev.signalbox.mcp.platform.Json;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

/** How arguments become a request, and an answer a result. */
class CallTest extends McpTest {

    private static final String WORKFLOW = "0198a000-0000-7000-8000-0000000000cc";
    private static final String RUN = "0198a000-0000-7000-8000-0000000000dd";
    private static final String TASK = "0198a000-0000-7000-8000-0000000000ee";

    @Nested
    class Arguments {

        @Test
        void goToPathQueryAndBody() {
            String path = "/v1/workflows/%s/runs/%s/tasks/%s/complete".formatted(WORKFLOW, RUN, TASK);
            PLATFORM.answers("POST " + path, Said.json("{}"));

            modern().call("tasks_complete", """
                            {"workflow_id":"%s","run_id":"%s","task_id":"%s","approved":true,"context_edits":{"input":{}}}""".formatted(WORKFLOW, RUN, TASK));

            assertThat(PLATFORM.asked("POST " + path))
                    .singleElement()
                    .extracting(asked -> asked.body().toString())
                    .isEqualTo("{\"approved\":true,\"context_edits\":{\"input\":{}}}");
        }

        @Test
        void getTheirDefaultsAndTheOperationsNames() {
            PLATFORM.answers("GET /v1/runs", Said.json("{\"items\":[]}"));

            modern().call("runs_list_tenant", "{\"workflow_id\":\"%s\",\"status\":\"failed\"}".formatted(WORKFLOW));

            assertThat(PLATFORM.asked("GET /v1/runs").getFirst().path())
                    .contains("workflow=" + WORKFLOW, "status=failed", "limit=20");
        }

        @Test
        void travelInHeadersWhereTheOperationWantsThemThere() {
            PLATFORM.answers("PATCH /v1/workflows/" + WORKFLOW, Said.json("{}"));

            modern().call(
                            "workflows_patch",
                            "{\"workflow_id\":\"%s\",\"revision\":4,\"name\":\"n\"}".formatted(WORKFLOW));

            var asked = PLATFORM.asked("PATCH /v1/workflows/" + WORKFLOW).getFirst();
            assertThat(asked.header("If-Match")).isEqualTo("\"4\"");
            assertThat(asked.body().toString()).isEqualTo("{\"name\":\"n\"}");
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "{}",
                    "{\"workflow_id\":7}",
                    "{\"workflow_id\":\"..\"}",
                    "{\"workflow_id\":\"\"}",
                    "{\"workflow_id\":\"a\",\"other\":1}"
                })
        void thatDoNotFitAreExplainedAndNothingIsSent(String arguments) {
            var result = modern().call("workflows_get", arguments).result();

            assertThat(result.path("isError").asBoolean()).isTrue();
            assertThat(text(result).path("code").asString()).isEqualTo("INVALID_ARGUMENT");
            assertThat(text(result).path("retryable").asBoolean(true)).isFalse();
            assertThat(PLATFORM.asked("GET /v1/workflows/a")).isEmpty();
        }

        @ParameterizedTest
        @ValueSource(strings = {"../pats", "..%2Fpats", "x?limit=1", "0198a000-0000-7000-8000-0000000000cc/../../pats"})
        void cannotReachAnotherOperation(String id) {
            var result = modern().call("workflows_get", "{\"workflow_id\":\"%s\"}".formatted(id))
                    .result();

            assertThat(text(result).path("message").asString()).startsWith("workflow_id: is not an id");
            assertThat(PLATFORM.asked()).noneMatch(asked -> asked.path().contains("pats"));
        }

        @Test
        void thatAreNullCountAsLeftOut() {
            PLATFORM.answers("GET /v1/workflows", Said.json("{\"items\":[]}"));

            var result = modern().call("workflows_list", "{\"cursor\":null}").result();

            assertThat(result.path("isError").asBoolean(true)).isFalse();
        }
    }

    @Nested
    class Results {

        @Test
        void tellTheFieldsAtFault() {
            PLATFORM.answers("POST /v1/workflows", new Said(400, """
                            {"status":400,"code":"INVALID_ARGUMENT","detail":"name: is taken","retryable":false,
                             "errors":[{"field":"name","message":"is taken"}]}"""));

            var result = modern().call("workflows_create", "{\"name\":\"n\",\"graph\":{}}")
                    .result();

            assertThat(text(result).at("/errors/0/field").asString()).isEqualTo("name");
            assertThat(result.has("structuredContent")).isFalse();
        }

        @Test
        void loseCharactersThatNobodySees() {
            PLATFORM.answers(
                    "GET /v1/workflows", Said.json("{\"items\":[],\"note\":\"a\\u202Eb\\u200Bc\\uDB40\\uDC41d\"}"));

            var result = modern().call("workflows_list", "{}").result();

            assertThat(result.at("/structuredContent/note").asString()).isEqualTo("abcd");
        }

        @Test
        void areCutToWholeItemsWithACursorThatGoesOnBehindThem() {
            PLATFORM.answers("GET /v1/workflows", asked -> {
                int limit = Integer.parseInt(asked.path().replaceAll(".*limit=(\\d+).*", "$1"));
                var page = Json.MAPPER.createObjectNode();
                var items = page.putArray("items");
                for (int i = 0; i < limit; i++) {
                    items.addObject().put("name", "x".repeat(20_000));
                }
                return Mono.just(
                        Said.json(page.put("next_cursor", "after-" + limit).toString()));
            });

            var response = modern().call("workflows_list", "{\"limit\":50}");

            int kept = response.result().at("/structuredContent/items").size();
            assertThat(kept).isBetween(2, 8);
            assertThat(response.http().body().length()).isLessThan(256 * 1024);
            assertThat(response.result().at("/structuredContent/next_cursor").asString())
                    .isEqualTo("after-" + kept);
            assertThat(response.result().at("/content/1/text").asString())
                    .startsWith("Shortened to %d items".formatted(kept));
        }

        @Test
        void thatCannotBeCutAreRefusedWithAHint() {
            PLATFORM.answers(
                    "GET /v1/workflows/" + WORKFLOW, Said.json("{\"graph\":\"%s\"}".formatted("x".repeat(300_000))));

            var result = modern().call("workflows_get", "{\"workflow_id\":\"%s\"}".formatted(WORKFLOW))
                    .result();

            assertThat(result.path("isError").asBoolean()).isTrue();
            assertThat(text(result).path("code").asString()).isEqualTo("TOO_LARGE");
        }
    }

    private static JsonNode text(JsonNode result) {
        return Json.MAPPER.readTree(result.at("/content/0/text").asString());
    }
}
