package dev.signalbox.platform.triggers;

import static dev.signalbox.platform.triggers.TestTriggers.FIRST;
import static dev.signalbox.platform.triggers.TestTriggers.NIGHTLY;
import static dev.signalbox.platform.triggers.TestTriggers.nightly;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.signalbox.platform.ApiTest;
import dev.signalbox.platform.TestTenants.TestTenant;
import dev.signalbox.platform.access.Scope;
import dev.signalbox.platform.access.TenantRole;
import dev.signalbox.platform.runs.TestRuns;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.test.web.reactive.server.WebTestClient.ResponseSpec;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

class TriggerApiTest extends ApiTest {

    private TestTenant acme;
    private TestRuns runs;
    private UUID workflow;
    private TestTriggers triggers;

    @BeforeEach
    void publishAWorkflow() {
        acme = tenants.aTenant();
        runs = new TestRuns(as(acme.token()));
        workflow = runs.published("""
                {'input_schema': {'type': 'object', 'properties': {'sku': {'type': 'string'}}},
                 'steps': [{'id': 'rest', 'type': 'delay', 'delay_s': 0}]}""");
        triggers = new TestTriggers(as(acme.token()), workflow);
    }

    @Test
    void whatIsLeftOutHasItsDefault() {
        var answer = triggers.create("{'name': 'Daily', 'cron': '@daily'}")
                .expectStatus()
                .isCreated()
                .expectHeader()
                .valueEquals("ETag", "\"1\"")
                .expectHeader()
                .valueMatches("Location", "/v1/workflows/%s/triggers/.*".formatted(workflow));
        var made = TestRuns.json(answer);

        assertThat(made.path("time_zone").stringValue()).isEqualTo("UTC");
        assertThat(made.path("catch_up").stringValue()).isEqualTo("last");
        assertThat(made.path("catch_up_limit").intValue()).isEqualTo(10);
        assertThat(made.path("overlap").stringValue()).isEqualTo("skip");
        assertThat(made.path("status").stringValue()).isEqualTo("active");
        assertThat(made.path("owner").stringValue()).isEqualTo(acme.owner().toString());
        assertThat(made.path("project_id").stringValue())
                .isEqualTo(acme.project().toString());
        assertThat(made.path("next_fire_at").stringValue()).endsWith("T00:00:00Z");
        assertThat(made.has("version") || made.has("owner_token")).isFalse();
        assertThat(triggers.get(made.path("id").stringValue())).isEqualTo(made);
    }

    @Test
    void aPatchChangesWhatItNamesAndNullTakesAway() {
        var made = triggers.made(nightly("{'version': 1, 'trigger_payload': {'sku': 'A-17'}}"));

        var changed = TestRuns.json(triggers.patch(
                        made.path("id").stringValue(), 1, "{'cron': '30 4 * * *', 'version': null, 'overlap': 'allow'}")
                .expectStatus()
                .isOk()
                .expectHeader()
                .valueEquals("ETag", "\"2\""));

        assertThat(changed.path("next_fire_at").stringValue()).isEqualTo("2041-01-01T03:30:00Z");
        assertThat(changed.path("overlap").stringValue()).isEqualTo("allow");
        assertThat(changed.path("name").stringValue()).isEqualTo("Nightly");
        assertThat(changed.path("trigger_payload")).isEqualTo(made.path("trigger_payload"));
        assertThat(changed.has("version")).isFalse();
    }

    @Test
    void whoeverSavesItOwnsIt() {
        var id = triggers.id(NIGHTLY);
        var nell = tenants.person(acme.id(), TenantRole.TENANT_MEMBER);
        var hers = new TestTriggers(
                as(Objects.requireNonNull(tenants.pat(acme.id(), nell, acme.project(), Scope.all())
                        .token())),
                workflow);

        hers.post(id, "pause").expectStatus().isOk();
        assertThat(triggers.get(id).path("owner").stringValue())
                .isEqualTo(acme.owner().toString());

        hers.post(id, "enable").expectStatus().isOk();
        assertThat(triggers.get(id).path("owner").stringValue()).isEqualTo(nell.toString());
    }

    @Test
    void aPausedTriggerHasNoNextFire() {
        var id = triggers.id(NIGHTLY);

        var paused = TestRuns.json(triggers.post(id, "pause").expectStatus().isOk());
        var enabled = TestRuns.json(triggers.post(id, "enable").expectStatus().isOk());

        assertThat(paused.path("status").stringValue()).isEqualTo("paused");
        assertThat(paused.has("next_fire_at")).isFalse();
        assertThat(enabled.path("next_fire_at").stringValue()).isEqualTo(FIRST);
    }

    @Test
    void aDeletedTriggerIsGoneAndItsRunsStay() {
        var id = triggers.id(NIGHTLY);
        triggers.post(id, "fire").expectStatus().isAccepted();

        triggers.delete(id).expectStatus().isNoContent();

        triggers.delete(id).expectStatus().isNotFound();
        assertThat(triggers.runs()).hasSize(1);
    }

    @Test
    void byHandItStartsAtOnceForWhoeverAsks() {
        var id = triggers.id(nightly("{'trigger_payload': {'sku': 'A-17'}, 'enabled': false}"));

        var fired = TestRuns.json(triggers.post(id, "fire").expectStatus().isAccepted());

        var run = triggers.runs().getFirst();
        assertThat(fired.path("run_id")).isEqualTo(run.path("run_id"));
        assertThat(fired.path("fired_by").stringValue()).isEqualTo(acme.owner().toString());
        assertThat(run.path("trigger").stringValue()).isEqualTo("api");
        assertThat(triggers.fireDocuments(id).get(0)).isEqualTo(fired);
        assertThat(triggers.get(id).path("status").stringValue()).isEqualTo("paused");
    }

    @Test
    void theSameKeyCreatesOnce() {
        var key = UUID.randomUUID().toString();
        var client = as(acme.token());
        for (int i = 0; i < 2; i++) {
            client.post()
                    .uri("/v1/workflows/{workflow}/triggers", workflow)
                    .header("Idempotency-Key", key)
                    .header("Content-Type", "application/json")
                    .bodyValue(NIGHTLY.replace('\'', '"'))
                    .exchange()
                    .expectStatus()
                    .is2xxSuccessful();
        }

        assertThat(runs.get("/v1/workflows/%s/triggers".formatted(workflow)).path("items"))
                .hasSize(1);
    }

    @Test
    void thePagesOfAListMeetWithoutGapOrRepeat() {
        for (int i = 0; i < 5; i++) {
            triggers.id(nightly("{'name': 'Nightly %d'}".formatted(i)));
        }

        assertThat(pages("/v1/triggers?limit=2")).doesNotHaveDuplicates().hasSize(5);
        assertThat(pages("/v1/triggers?limit=2&workflow=" + workflow)).hasSize(5);
        assertThat(pages("/v1/triggers?limit=2&project=" + acme.project())).hasSize(5);
        assertThat(pages("/v1/triggers?limit=2&workflow=" + UUID.randomUUID())).isEmpty();
        assertThat(pages("/v1/triggers?limit=2&project=" + UUID.randomUUID())).isEmpty();
    }

    @Test
    void thePagesOfFiresMeetWithoutGapOrRepeat() {
        var id = triggers.id(NIGHTLY);
        for (int i = 0; i < 5; i++) {
            triggers.post(id, "fire").expectStatus().isAccepted();
        }

        assertThat(pages(triggers.path(id) + "/fires?limit=2", fire -> fire.path("run_id")))
                .doesNotHaveDuplicates()
                .hasSize(5);
    }

    @Test
    void aChangeIsWrittenDown() {
        var id = triggers.id(NIGHTLY);
        triggers.post(id, "pause").expectStatus().isOk();
        triggers.delete(id).expectStatus().isNoContent();

        await().untilAsserted(() ->
                assertThat(deeds(id)).containsExactlyInAnyOrder("trigger.create", "trigger.pause", "trigger.delete"));
    }

    private List<String> deeds(String id) {
        var deeds = new ArrayList<String>();
        for (JsonNode event : runs.get("/v1/audit?limit=200").path("items")) {
            if (event.path("target").asString("").equals("trigger/" + id)) {
                deeds.add(event.path("action").stringValue());
            }
        }
        return deeds;
    }

    @Nested
    class Previewed {

        @Test
        void anExpressionTellsItsNextMomentsAndWhatTheClockShows() {
            var fires = preview("{'cron': '30 2 * * *', 'time_zone': 'Europe/Berlin', 'count': 2, 'after':"
                    + " '2026-03-28T12:00:00Z'}");

            assertThat(fires).hasSize(2);
            assertThat(fires.get(0).path("at").stringValue()).isEqualTo("2026-03-29T01:00:00Z");
            assertThat(fires.get(0).path("local").stringValue()).isEqualTo("2026-03-29T03:00:00+02:00");
        }

        @Test
        void anExpressionThatNeverFiresHasNone() {
            assertThat(preview("{'cron': '0 0 31 2 *'}")).isEmpty();
        }

        private JsonNode preview(String body) {
            return TestRuns.json(as(acme.token())
                            .post()
                            .uri("/v1/triggers/preview")
                            .header("Content-Type", "application/json")
                            .bodyValue(body.replace('\'', '"'))
                            .exchange()
                            .expectStatus()
                            .isOk())
                    .path("fires");
        }
    }

    @Nested
    class Refused {

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                quoteCharacter = '"',
                value = {
                    "{'cron': '0 0 30 2 *'} | cron | never fires",
                    "{'cron': 'sometimes'} | cron | needs 5 fields",
                    "{'cron': null} | cron | must not be null",
                    "{'name': ' '} | name | 1 to 200",
                    "{'time_zone': 'Europe/Berln'} | time_zone | IANA",
                    "{'trigger_payload': {'sku': 7}} | trigger_payload/sku | string",
                    "{'trigger_payload': 7} | trigger_payload | type",
                    "{'version': 2} | version | published version",
                    "{'catch_up': 'some'} | catch_up | type",
                    "{'catch_up_limit': 101} | catch_up_limit | 1 to 100",
                    "{'ends_at': '2040-01-01T00:00:00Z'} | ends_at | later than starts_at",
                    "{'ends_at': '2041-01-01T00:00:01Z'} | ends_at | leaves no fire",
                    "{'starts_at': '+12026-01-01T00:00:00Z'} | starts_at | 9998",
                    "{'every': 'day'} | every | not a field"
                })
        void withTheFieldAtFault(String change, String field, String told) {
            var problem = TestRuns.json(
                    triggers.create(nightly(change)).expectStatus().isBadRequest());

            assertThat(problem.path("code").stringValue()).isEqualTo("INVALID_ARGUMENT");
            assertThat(problem.path("errors").get(0).path("field").stringValue())
                    .isEqualTo(field.strip());
            assertThat(problem.path("detail").stringValue()).contains(told.strip());
        }

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                quoteCharacter = '"',
                value = {
                    "{'cron': null} | cron",
                    "{'catch_up': 7} | catch_up",
                    "{'every': 'day'} | every",
                    "{'time_zone': 'Europe/Berln'} | time_zone",
                    "{'trigger_payload': {'sku': 7}} | trigger_payload/sku"
                })
        void asAPatchToo(String patch, String field) {
            var problem = TestRuns.json(triggers.patch(triggers.id(NIGHTLY), 1, patch)
                    .expectStatus()
                    .isBadRequest());

            assertThat(problem.path("errors").get(0).path("field").stringValue())
                    .isEqualTo(field.strip());
        }

        @Test
        void aPatchOfAnOlderRevision() {
            var id = triggers.id(NIGHTLY);

            triggers.patch(id, 7, "{}").expectStatus().isEqualTo(412);
            as(acme.token())
                    .patch()
                    .uri(triggers.path(id))
                    .header("Content-Type", "application/json")
                    .bodyValue("{}")
                    .exchange()
                    .expectStatus()
                    .isEqualTo(428);
        }

        @Test
        void aNameThatIsTaken() {
            triggers.id(NIGHTLY);

            triggers.create(NIGHTLY).expectStatus().isEqualTo(409);
        }

        @Test
        void aWorkflowThatIsNotPublished() {
            var draft = runs.draft("{'steps': []}");

            var problem = TestRuns.json(new TestTriggers(as(acme.token()), draft)
                    .create(NIGHTLY)
                    .expectStatus()
                    .isEqualTo(409));

            assertThat(problem.path("detail").stringValue()).contains("Publish");
        }

        @Test
        void whoeverMayEditButNotRun() {
            var editor = as(acme.token(Scope.WORKFLOW_READ, Scope.WORKFLOW_EDIT));

            new TestTriggers(editor, workflow).create(NIGHTLY).expectStatus().isForbidden();
        }

        @Test
        void whoeverMayRunButNotEdit() {
            var runner = new TestTriggers(as(acme.token(Scope.WORKFLOW_READ, Scope.WORKFLOW_RUN)), workflow);
            var id = triggers.id(NIGHTLY);

            runner.create(NIGHTLY).expectStatus().isForbidden();
            runner.post(id, "pause").expectStatus().isForbidden();
            runner.post(id, "fire").expectStatus().isAccepted();
        }
    }

    @Nested
    class OfAnotherTenant {

        @Test
        void aTriggerIsOneThatNeverWas() {
            var stranger = as(tenants.aTenant().token());
            var theirs = triggers.path(triggers.id(NIGHTLY));
            var never = triggers.path(UUID.randomUUID().toString());

            for (Function<String, ResponseSpec> call : calls(stranger).toList()) {
                assertThat(refused(call.apply(theirs))).isEqualTo(refused(call.apply(never)));
            }
            assertThat(triggers.fires(theirs.substring(theirs.lastIndexOf('/') + 1)))
                    .isEmpty();
        }

        @Test
        void noListShowsIt() {
            triggers.id(NIGHTLY);
            var stranger = new TestRuns(as(tenants.aTenant().token()));

            assertThat(stranger.get("/v1/triggers?workflow=" + workflow).path("items"))
                    .isEmpty();
        }

        private static Stream<Function<String, ResponseSpec>> calls(WebTestClient client) {
            return Stream.of(
                    path -> client.get().uri(path).exchange(),
                    path -> client.get().uri(path + "/fires").exchange(),
                    path -> client.delete().uri(path).exchange(),
                    path -> client.post().uri(path + "/fire").exchange(),
                    path -> client.post().uri(path + "/pause").exchange(),
                    path -> client.post().uri(path + "/enable").exchange(),
                    path -> client.patch()
                            .uri(path)
                            .header("If-Match", "\"1\"")
                            .header("Content-Type", "application/json")
                            .bodyValue("{}")
                            .exchange());
        }

        /** Without what names the request itself. */
        private static String refused(ResponseSpec answer) {
            var problem = (ObjectNode) TestRuns.json(answer.expectStatus().isNotFound());
            problem.remove(List.of("request_id", "instance"));
            return problem.toString().replaceAll("[0-9a-f-]{36}", "ID");
        }
    }

    private List<JsonNode> pages(String path) {
        return pages(path, item -> item.path("id"));
    }

    private List<JsonNode> pages(String path, Function<JsonNode, JsonNode> key) {
        var seen = new ArrayList<JsonNode>();
        String cursor = "";
        do {
            JsonNode page = runs.get(path + (cursor.isEmpty() ? "" : "&cursor=" + cursor));
            page.path("items").forEach(one -> seen.add(key.apply(one)));
            cursor = page.path("next_cursor").asString("");
        } while (!cursor.isEmpty());
        return seen;
    }
}
