package dev.signalbox.mcp.transport;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.mcp.McpTest;
import dev.signalbox.mcp.RawClient.Response;
import dev.signalbox.mcp.fake.FakePlatform.Holder;
import dev.signalbox.mcp.fake.FakePlatform.Said;
import dev.signalbox.mcp.platform.Json;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Resources are there for whoever has the tool that says the same, in the list as when they are read. */
class ResourcesTest extends McpTest {

    private static final String ID = "0198a000-0000-7000-8000-0000000000dd";
    private static final String WORKFLOW = "0198a000-0000-7000-8000-0000000000ee";
    private static final String STRANGER = "pat_without_rights_to_workflows";

    @BeforeEach
    void aPlatformWithOneWorkflowAndOneRun() {
        PLATFORM.knows(STRANGER, Holder.with("task:read"));
        PLATFORM.answers("GET /v1/workflows", Said.json("""
                {"items":[{"id":"%s","name":"Invoices","description":"Reads them"}],"next_cursor":"c-2"}""".formatted(WORKFLOW)));
        PLATFORM.answers("GET /v1/workflows/" + WORKFLOW, Said.json("{\"name\":\"Invoices\"}"));
        PLATFORM.answers(
                "GET /v1/runs/" + ID, Said.json("{\"run_id\":\"%s\",\"workflow_id\":\"%s\"}".formatted(ID, WORKFLOW)));
        PLATFORM.answers(
                "GET /v1/workflows/%s/runs/%s/events".formatted(WORKFLOW, ID),
                Said.json("{\"items\":[{\"seq\":1,\"type\":\"run_started\"}]}"));
    }

    @Test
    void workflowsAreListedPageByPage() {
        var result = raw().rpc(1, "resources/list", "{\"cursor\":\"c-1\"}").result();

        assertThat(result.at("/resources/0/uri").asString()).isEqualTo("workflow://" + WORKFLOW);
        assertThat(result.at("/resources/0/name").asString()).isEqualTo("Invoices");
        assertThat(result.path("nextCursor").asString()).isEqualTo("c-2");
        assertThat(PLATFORM.asked("GET /v1/workflows").getFirst().path()).contains("cursor=c-1");
    }

    @Test
    void templatesNameWhatCanBeRead() {
        var templates = raw().rpc(1, "resources/templates/list", "{}").result().path("resourceTemplates");

        assertThat(templates.valueStream().map(one -> one.path("uriTemplate").asString()))
                .containsExactly("workflow://{id}", "run://{id}", "run://{id}/events{?after_seq}");
    }

    @Test
    void eachKindIsRead() {
        assertThat(read("workflow://" + WORKFLOW).path("name").asString()).isEqualTo("Invoices");
        assertThat(read("run://" + ID).path("workflow_id").asString()).isEqualTo(WORKFLOW);
        assertThat(read("run://%s/events?after_seq=0".formatted(ID))
                        .at("/items/0/type")
                        .asString())
                .isEqualTo("run_started");
    }

    @Test
    void whatNobodySeesIsTakenOut() {
        PLATFORM.answers("GET /v1/workflows/" + WORKFLOW, Said.json("{\"name\":\"In\\u200Bvoices\"}"));

        assertThat(read("workflow://" + WORKFLOW).path("name").asString()).isEqualTo("Invoices");
    }

    @Test
    void moreEventsThanFitAreReadInParts() {
        var page = Json.MAPPER.createObjectNode();
        var items = page.putArray("items");
        for (int seq = 1; seq <= 10; seq++) {
            items.addObject().put("seq", seq).put("data", "x".repeat(20_000));
        }
        PLATFORM.answers("GET /v1/workflows/%s/runs/%s/events".formatted(WORKFLOW, ID), Said.json(page.toString()));

        var read = read("run://%s/events".formatted(ID));

        assertThat(read.path("items").size()).isBetween(1, 9);
        assertThat(read.path("next_after_seq").asInt())
                .isEqualTo(read.path("items").size());
    }

    @Test
    void whatIsTooLargeIsSaidToBe() {
        PLATFORM.answers(
                "GET /v1/workflows/" + WORKFLOW, Said.json("{\"name\":\"%s\"}".formatted("x".repeat(200_000))));

        assertThat(readAs(token, "workflow://" + WORKFLOW)
                        .error()
                        .at("/data/code")
                        .asString())
                .isEqualTo("TOO_LARGE");
    }

    @Test
    void aStrangerSeesNone() {
        var list = withToken(STRANGER).rpc(1, "resources/list", "{}").result();
        var templates =
                withToken(STRANGER).rpc(1, "resources/templates/list", "{}").result();

        assertThat(list.path("resources").size()).isZero();
        assertThat(templates.path("resourceTemplates").size()).isZero();
        assertThat(PLATFORM.asked("GET /v1/workflows")).isEmpty();
    }

    /** One that is hidden, one that does not exist, and addresses of no kind at all. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "workflow://" + WORKFLOW,
                "run://" + ID,
                "run://" + ID + "/events",
                "workflow://0198a000-0000-7000-8000-000000000000",
                "memory://" + ID,
                "run://../workflows",
                "run://" + ID + "/events?after_seq=-1",
                "file:///etc/passwd"
            })
    void whatIsHiddenAnswersLikeWhatIsNot(String uri) {
        String never = "nothing://x";

        Response hidden = readAs(STRANGER, uri);

        assertThat(hidden.http().body().replace(uri, never))
                .isEqualTo(readAs(STRANGER, never).http().body());
        assertThat(hidden.status()).isEqualTo(readAs(STRANGER, never).status());
        assertThat(hidden.error().path("code").asInt()).isEqualTo(-32002);
        assertThat(PLATFORM.asked("GET /v1/runs/" + ID)).isEmpty();
    }

    @Test
    void whatThePlatformDoesNotFindIsUnknownToo() {
        String uri = "run://0198a000-0000-7000-8000-000000000000";

        assertThat(readAs(token, uri).http().body().replace(uri, "x://y"))
                .isEqualTo(readAs(token, "x://y").http().body());
    }

    @Test
    void theNewRevisionHasAnotherCodeForThat() {
        var params = Json.MAPPER.createObjectNode().put("uri", "x://y");

        var response = modern().header("Mcp-Name", "x://y").send("resources/read", params);

        assertThat(response.error().path("code").asInt()).isEqualTo(-32602);
        assertThat(response.error().at("/data/uri").asString()).isEqualTo("x://y");
    }

    @Test
    void narrowingHidesThem() {
        var narrowed = raw().query("tools=runs_get_summary");

        assertThat(narrowed.rpc(1, "resources/templates/list", "{}")
                        .result()
                        .path("resourceTemplates")
                        .valueStream()
                        .map(one -> one.path("uriTemplate").asString()))
                .containsExactly("run://{id}");
        assertThat(narrowed.rpc(1, "resources/read", "{\"uri\":\"workflow://%s\"}".formatted(WORKFLOW))
                        .error()
                        .path("code")
                        .asInt())
                .isEqualTo(-32002);
    }

    private JsonNode read(String uri) {
        var contents = readAs(token, uri).result().path("contents");
        assertThat(contents.at("/0/uri").asString()).isEqualTo(uri);
        return Json.MAPPER.readTree(contents.at("/0/text").asString());
    }

    private Response readAs(String caller, String uri) {
        return withToken(caller).rpc(1, "resources/read", "{\"uri\":\"%s\"}".formatted(uri));
    }
}
