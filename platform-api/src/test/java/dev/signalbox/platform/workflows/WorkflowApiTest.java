package dev.signalbox.platform.workflows;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.platform.ApiTest;
import dev.signalbox.platform.TestTenants.TestTenant;
import dev.signalbox.platform.access.Scope;
import dev.signalbox.platform.access.TenantRole;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class WorkflowApiTest extends ApiTest {

    private TestTenant acme;

    @BeforeEach
    void openATenant() {
        acme = tenants.aTenant();
    }

    @Test
    void aDraftKeepsItsGraphAsItWasWritten() {
        JsonNode graph =
                Graphs.of("{'steps':[{'type':'lua_script','id':'z','script':'return {}'}],'params':{'b':'1','a':'2'}}");

        String uri = uri(create("Notes", graph));

        assertThat(body(as(acme.token())
                                .get()
                                .uri(uri)
                                .exchange()
                                .expectStatus()
                                .isOk())
                        .path("graph")
                        .toString())
                .isEqualTo(graph.toString());
    }

    @Test
    void aChangeWantsTheCurrentRevision() {
        String uri = uri(create("Notes", Graphs.aNote()));
        var rename = Map.of("name", "Minutes");

        as(acme.token())
                .patch()
                .uri(uri)
                .bodyValue(rename)
                .exchange()
                .expectStatus()
                .isEqualTo(428);
        as(acme.token())
                .patch()
                .uri(uri)
                .header("If-Match", "\"1\"")
                .bodyValue(rename)
                .exchange()
                .expectStatus()
                .isOk()
                .expectHeader()
                .valueEquals("ETag", "\"2\"")
                .expectBody()
                .jsonPath("$.name")
                .isEqualTo("Minutes")
                .jsonPath("$.graph.steps[0].id")
                .isEqualTo("note");
        as(acme.token())
                .patch()
                .uri(uri)
                .header("If-Match", "\"1\"")
                .bodyValue(rename)
                .exchange()
                .expectStatus()
                .isEqualTo(412);
    }

    @Test
    void theDraftIsPublishedAndStaysAsItWas() {
        String uri = uri(create("Notes", Graphs.aNote()));

        as(acme.token())
                .post()
                .uri(uri + "/versions")
                .bodyValue(Map.of("notes", "first"))
                .exchange()
                .expectStatus()
                .isCreated()
                .expectBody()
                .jsonPath("$.version")
                .isEqualTo(1);
        as(acme.token())
                .patch()
                .uri(uri)
                .header("If-Match", "\"2\"")
                .bodyValue(Map.of("graph", Graphs.of("{'steps':[]}")))
                .exchange()
                .expectStatus()
                .isOk();

        as(acme.token())
                .get()
                .uri(uri + "/versions/1")
                .exchange()
                .expectBody()
                .jsonPath("$.graph.steps[0].id")
                .isEqualTo("note")
                .jsonPath("$.notes")
                .isEqualTo("first");
        as(acme.token())
                .get()
                .uri(uri)
                .exchange()
                .expectBody()
                .jsonPath("$.latest_version")
                .isEqualTo(1)
                .jsonPath("$.status")
                .isEqualTo("published");
    }

    @Test
    void onlyWhatWasSeenIsPublishedWhenAskedSo() {
        String uri = uri(create("Notes", Graphs.aNote()));

        as(acme.token())
                .post()
                .uri(uri + "/versions")
                .header("If-Match", "\"7\"")
                .exchange()
                .expectStatus()
                .isEqualTo(412);
    }

    @Test
    void aBrokenGraphIsNotPublished() {
        String uri = uri(create("Broken", Graphs.of("{'steps':[{'id':'a','type':'dance'}]}")));

        as(acme.token())
                .post()
                .uri(uri + "/validate")
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.valid")
                .isEqualTo(false)
                .jsonPath("$.issues[0].code")
                .isEqualTo("STEP_TYPE_UNKNOWN")
                .jsonPath("$.issues[0].severity")
                .isEqualTo("error");
        as(acme.token())
                .post()
                .uri(uri + "/versions")
                .exchange()
                .expectStatus()
                .isEqualTo(422)
                .expectBody()
                .jsonPath("$.code")
                .isEqualTo("INVALID_GRAPH")
                .jsonPath("$.issues[0].hint")
                .isNotEmpty();
    }

    @Test
    void anOlderVersionIsPublishedAgain() {
        String uri = uri(create("Notes", Graphs.aNote()));
        publish(uri, Map.of());
        as(acme.token())
                .patch()
                .uri(uri)
                .header("If-Match", "\"2\"")
                .bodyValue(Map.of(
                        "graph", Graphs.of("{'steps':[{'id':'other','type':'lua_script','script':'return {}'}]}")))
                .exchange()
                .expectStatus()
                .isOk();
        publish(uri, Map.of());

        publish(uri, Map.of("roll_back_to", 1));

        as(acme.token())
                .get()
                .uri(uri + "/versions/1/diff?to=3")
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.changed.length()")
                .isEqualTo(0)
                .jsonPath("$.added.length()")
                .isEqualTo(0);
        as(acme.token())
                .get()
                .uri(uri + "/versions/2/diff?to=3")
                .exchange()
                .expectBody()
                .jsonPath("$.added[0]")
                .isEqualTo("note")
                .jsonPath("$.removed[0]")
                .isEqualTo("other");
        as(acme.token())
                .get()
                .uri(uri)
                .exchange()
                .expectBody()
                .jsonPath("$.graph.steps[0].id")
                .isEqualTo("note");
    }

    @Test
    void anArchivedWorkflowLeavesTheListUntilItIsRestored() {
        String uri = uri(create("Notes", Graphs.aNote()));

        as(acme.token()).delete().uri(uri).exchange().expectStatus().isNoContent();
        as(acme.token())
                .get()
                .uri("/v1/workflows")
                .exchange()
                .expectBody()
                .jsonPath("$.items.length()")
                .isEqualTo(0);
        as(acme.token())
                .get()
                .uri("/v1/workflows?include_archived=true")
                .exchange()
                .expectBody()
                .jsonPath("$.items[0].status")
                .isEqualTo("archived");
        as(acme.token()).post().uri(uri + "/versions").exchange().expectStatus().isEqualTo(409);
        as(acme.token()).post().uri(uri + "/restore").exchange().expectStatus().isOk();

        as(acme.token())
                .get()
                .uri("/v1/workflows")
                .exchange()
                .expectBody()
                .jsonPath("$.items.length()")
                .isEqualTo(1);
    }

    @Test
    void theCharacterNulIsRefusedWhereverItStands() {
        JsonNode graph = Graphs.of("{'steps':[{'id':'a','type':'lua_script','script':'return { a = 1 } --\\u0000'}]}");

        for (Map<String, Object> bad :
                List.of(Map.<String, Object>of("name", "x", "graph", graph), Map.<String, Object>of("name", "x\0"))) {
            as(acme.token())
                    .post()
                    .uri("/v1/workflows")
                    .bodyValue(bad)
                    .exchange()
                    .expectStatus()
                    .isBadRequest()
                    .expectBody()
                    .jsonPath("$.code")
                    .isEqualTo("INVALID_ARGUMENT");
        }
    }

    @Test
    void thePagesOfTheListMeet() {
        for (int i = 0; i < 5; i++) {
            create("W" + i, Graphs.aNote());
        }
        List<String> seen = new ArrayList<>();
        String cursor = "";
        do {
            JsonNode page = body(as(acme.token())
                    .get()
                    .uri("/v1/workflows?limit=2" + (cursor.isEmpty() ? "" : "&cursor=" + cursor))
                    .exchange()
                    .expectStatus()
                    .isOk());
            page.path("items").forEach(one -> seen.add(one.path("name").asString()));
            cursor = page.path("next_cursor").asString("");
        } while (!cursor.isEmpty());

        assertThat(seen).containsExactly("W4", "W3", "W2", "W1", "W0");
    }

    @Nested
    class IsKeptFrom {

        private String uri;

        @BeforeEach
        void create() {
            uri = uri(WorkflowApiTest.this.create("Notes", Graphs.aNote()));
        }

        @Test
        void anotherTenant() {
            String theirs = tenants.aTenant().token();

            for (String below : List.of("", "/versions", "/versions/1")) {
                as(theirs).get().uri(uri + below).exchange().expectStatus().isNotFound();
            }
            as(theirs).delete().uri(uri).exchange().expectStatus().isNotFound();
            as(theirs).post().uri(uri + "/versions").exchange().expectStatus().isNotFound();
            as(theirs).post().uri(uri + "/validate").exchange().expectStatus().isNotFound();
            as(theirs)
                    .patch()
                    .uri(uri)
                    .header("If-Match", "\"1\"")
                    .bodyValue(Map.of("name", "x"))
                    .exchange()
                    .expectStatus()
                    .isNotFound();
        }

        @Test
        void anotherTenantByteForByte() {
            String theirs = tenants.aTenant().token();
            String never = "/v1/workflows/" + UUID.randomUUID();

            assertThat(notFound(theirs, uri).replace(uri.substring(14), "ID"))
                    .isEqualTo(notFound(theirs, never).replace(never.substring(14), "ID"));
        }

        @Test
        void aMemberWithoutThePrivateProject() {
            var hidden = tenants.aProject(acme.id(), acme.owner(), false);
            JsonNode secret = body(as(acme.token())
                    .post()
                    .uri("/v1/workflows")
                    .header("X-Project-Id", hidden.toString())
                    .bodyValue(Map.of("name", "Secret"))
                    .exchange()
                    .expectStatus()
                    .isCreated());

            as(acme.memberToken(Scope.WORKFLOW_READ))
                    .get()
                    .uri(uri(secret))
                    .exchange()
                    .expectStatus()
                    .isNotFound();
        }

        @Test
        void aViewerWhoWouldChangeIt() {
            var hidden = tenants.aProject(acme.id(), acme.owner(), false);
            var admin = tenants.person(acme.id(), TenantRole.TENANT_ADMIN);
            String viewer = Objects.requireNonNull(
                    tenants.pat(acme.id(), admin, hidden, Scope.all()).token());
            JsonNode secret = body(as(acme.token())
                    .post()
                    .uri("/v1/workflows")
                    .header("X-Project-Id", hidden.toString())
                    .bodyValue(Map.of("name", "Secret"))
                    .exchange()
                    .expectStatus()
                    .isCreated());

            as(viewer).get().uri(uri(secret)).exchange().expectStatus().isOk();
            as(viewer).delete().uri(uri(secret)).exchange().expectStatus().isForbidden();
            as(viewer)
                    .post()
                    .uri("/v1/workflows")
                    .bodyValue(Map.of("name", "x"))
                    .exchange()
                    .expectStatus()
                    .isForbidden();
        }

        @Test
        void aTokenWithoutTheScope() {
            as(acme.token(Scope.WORKFLOW_READ))
                    .delete()
                    .uri(uri)
                    .exchange()
                    .expectStatus()
                    .isForbidden();
        }

        private String notFound(String token, String address) {
            return Objects.requireNonNull(as(token)
                    .get()
                    .uri(address)
                    .header("X-Request-Id", "same")
                    .exchange()
                    .expectStatus()
                    .isNotFound()
                    .expectBody(String.class)
                    .returnResult()
                    .getResponseBody());
        }
    }

    private JsonNode create(String name, JsonNode graph) {
        return body(as(acme.token())
                .post()
                .uri("/v1/workflows")
                .bodyValue(Map.of("name", name, "graph", graph))
                .exchange()
                .expectStatus()
                .isCreated());
    }

    private void publish(String uri, Map<String, Object> publish) {
        as(acme.token())
                .post()
                .uri(uri + "/versions")
                .bodyValue(publish)
                .exchange()
                .expectStatus()
                .isCreated();
    }

    private static String uri(JsonNode workflow) {
        return "/v1/workflows/" + workflow.path("id").asString();
    }
}
