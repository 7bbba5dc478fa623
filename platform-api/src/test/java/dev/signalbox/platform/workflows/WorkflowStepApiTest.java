package dev.signalbox.platform.workflows;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.platform.ApiTest;
import dev.signalbox.platform.TestTenants.TestTenant;
import dev.signalbox.platform.access.Scope;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.test.web.reactive.server.WebTestClient.ResponseSpec;
import tools.jackson.databind.JsonNode;

class WorkflowStepApiTest extends ApiTest {

    private TestTenant acme;

    @BeforeEach
    void openATenant() {
        acme = tenants.aTenant();
    }

    @Test
    void aStepIsReadAsItWasWritten() {
        String uri = draft(
                "{'steps':[{'type':'delay','id':'a','delay_s':1},{'type':'lua_script','id':'b','script':'return {}'}]}");

        JsonNode read =
                body(get(uri + "/steps/b").expectStatus().isOk().expectHeader().valueEquals("ETag", "\"1\""));

        assertThat(read.path("step").toString())
                .isEqualTo("{\"type\":\"lua_script\",\"id\":\"b\",\"script\":\"return {}\"}");
        assertThat(read.path("revision").intValue()).isEqualTo(1);
    }

    @Test
    void aStepInsideALoopIsAddressedThroughIt() {
        String uri = draft("{'steps':[{'type':'for_each','id':'each','for_each_items':[1],"
                + "'for_each_body_steps':[{'type':'delay','id':'rest','delay_s':1}]}]}");

        JsonNode read = body(get(uri + "/steps/each.rest").expectStatus().isOk());

        assertThat(read.path("step").path("delay_s").intValue()).isEqualTo(1);
        get(uri + "/steps/rest").expectStatus().isNotFound();
    }

    @Test
    void aStepOfADrawingIsReadAsItIsDrawn() {
        String uri = draft("{'nodes':[{'id':'a','type':'delay','data':{'delay_s':1}}],'edges':[]}");

        JsonNode changed = body(patch(uri + "/steps/a", 1, "{'data':{'delay_s':2}}")
                .expectStatus()
                .isOk());

        assertThat(changed.path("step").path("data").path("delay_s").intValue()).isEqualTo(2);
    }

    @Test
    void aPatchChangesWhatItNamesAndNothingElse() {
        String uri = draft("{'steps':[{'id':'a','type':'delay','name':'Old','delay_s':1,'metadata':{'x':1,'y':2}},"
                + "{'id':'b','type':'delay','delay_s':1}]}");

        patch(uri + "/steps/a", 1, "{'name':null,'delay_s':2,'metadata':{'y':null,'z':3}}")
                .expectStatus()
                .isOk()
                .expectHeader()
                .valueEquals("ETag", "\"2\"");

        assertThat(body(get(uri).expectStatus().isOk()).path("graph").toString())
                .isEqualTo(
                        "{'steps':[{'id':'a','type':'delay','delay_s':2,'metadata':{'x':1,'z':3}},{'id':'b','type':'delay','delay_s':1}]}"
                                .replace('\'', '"'));
    }

    @Test
    void theFormOfTheStandardIsUnderstood() {
        String uri = draft("{'steps':[{'id':'a','type':'delay','delay_s':1}]}");

        as(acme.token())
                .patch()
                .uri(uri + "/steps/a")
                .header("If-Match", "\"1\"")
                .header("Content-Type", "application/merge-patch+json")
                .bodyValue("{\"delay_s\": 3}")
                .exchange()
                .expectStatus()
                .isOk();
    }

    @Test
    void whatWasWrongBeforeMayStayWrong() {
        String uri = draft("{'steps':[{'id':'a','type':'delay','delay_s':1,'misspelt':1}]}");

        patch(uri + "/steps/a", 1, "{'delay_s':2}").expectStatus().isOk();
    }

    @Nested
    class Refused {

        private final String graph = "{'steps':[{'id':'a','type':'delay','delay_s':1},"
                + "{'id':'b','type':'delay','delay_s':1,'depends_on':['a']}]}";

        @Test
        void aFieldThatTheStepDoesNotHave() {
            JsonNode problem = refused("{'delays':2}");

            assertThat(problem.path("errors").get(0).path("field").stringValue())
                    .isEqualTo("steps[0].delays");
            assertThat(problem.path("issues").get(0).path("code").stringValue()).isEqualTo("UNKNOWN_FIELD");
        }

        @Test
        void aChangeThatBreaksAnotherStep() {
            refused("{'depends_on':['b']}");
        }

        @Test
        void aRequiredFieldThatIsRemoved() {
            refused("{'delay_s':null}");
        }

        @Test
        void anotherId() {
            patch(draft(graph) + "/steps/a", 1, "{'id':'c'}").expectStatus().isBadRequest();
        }

        @Test
        void aListInPlaceOfAPatch() {
            patch(draft(graph) + "/steps/a", 1, "[]").expectStatus().isBadRequest();
        }

        @Test
        void withoutAndWithAnOldVersion() {
            String uri = draft(graph);

            as(acme.token())
                    .patch()
                    .uri(uri + "/steps/a")
                    .bodyValue(Map.of("delay_s", 2))
                    .exchange()
                    .expectStatus()
                    .isEqualTo(428);
            patch(uri + "/steps/a", 1, "{'delay_s':2}").expectStatus().isOk();
            patch(uri + "/steps/a", 1, "{'delay_s':3}").expectStatus().isEqualTo(412);
        }

        @Test
        void whoeverMayOnlyRead() {
            patch(as(acme.token(Scope.WORKFLOW_READ)), draft(graph) + "/steps/a", 1, "{'delay_s':2}")
                    .expectStatus()
                    .isForbidden();
        }

        @Test
        void aStepThatDoesNotExist() {
            get(draft(graph) + "/steps/nope").expectStatus().isNotFound();
        }

        private JsonNode refused(String patch) {
            String uri = draft(graph);
            JsonNode problem =
                    body(patch(uri + "/steps/a", 1, patch).expectStatus().isEqualTo(422));
            assertThat(body(get(uri).expectStatus().isOk()).path("revision").intValue())
                    .isEqualTo(1);
            return problem;
        }
    }

    @Test
    void anotherTenantGetsTheAnswerOfAWorkflowThatNeverWas() {
        String ours = draft("{'steps':[{'id':'a','type':'delay','delay_s':1}]}");
        String never = "/v1/workflows/" + UUID.randomUUID();
        var theirs = as(tenants.aTenant().token());

        for (String verb : new String[] {"GET", "PATCH"}) {
            assertThat(notFound(theirs, verb, ours).replace(ours, "X").replace(id(ours), "ID"))
                    .isEqualTo(notFound(theirs, verb, never).replace(never, "X").replace(id(never), "ID"));
        }
    }

    private static String id(String uri) {
        return uri.substring(uri.lastIndexOf('/') + 1);
    }

    private static String notFound(WebTestClient client, String verb, String workflow) {
        return Objects.requireNonNull(client.method(org.springframework.http.HttpMethod.valueOf(verb))
                .uri(workflow + "/steps/a")
                .header("If-Match", "\"1\"")
                .header("X-Request-Id", "same")
                .bodyValue(Map.of("delay_s", 2))
                .exchange()
                .expectStatus()
                .isNotFound()
                .expectBody(String.class)
                .returnResult()
                .getResponseBody());
    }

    private String draft(String graph) {
        JsonNode made = body(as(acme.token())
                .post()
                .uri("/v1/workflows")
                .bodyValue(Map.of("name", "Test", "graph", Graphs.of(graph)))
                .exchange()
                .expectStatus()
                .isCreated());
        return "/v1/workflows/" + made.path("id").stringValue();
    }

    private ResponseSpec get(String uri) {
        return as(acme.token()).get().uri(uri).exchange();
    }

    private ResponseSpec patch(String uri, int revision, String patch) {
        return patch(as(acme.token()), uri, revision, patch);
    }

    private static ResponseSpec patch(WebTestClient client, String uri, int revision, String patch) {
        return client.patch()
                .uri(uri)
                .header("If-Match", "\"" + revision + "\"")
                .header("Content-Type", "application/json")
                .bodyValue(patch.replace('\'', '"'))
                .exchange();
    }
}
