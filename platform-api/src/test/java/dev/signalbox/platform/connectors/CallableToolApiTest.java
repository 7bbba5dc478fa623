package dev.signalbox.platform.connectors;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.platform.ApiTest;
import dev.signalbox.platform.TestTenants.TestTenant;
import dev.signalbox.platform.access.Scope;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.test.web.reactive.server.WebTestClient.ResponseSpec;
import tools.jackson.databind.JsonNode;

class CallableToolApiTest extends ApiTest {

    private TestTenant tenant;
    private WebTestClient client;

    @BeforeEach
    void signIn() {
        tenant = tenants.aTenant();
        client = as(tenant.token());
    }

    @Nested
    class Listing {

        @Test
        void theToolsOfAProjectCarryTheNameOfTheirInstance() {
            named("workshop", "My Würkshop!", "{\"label\": \"a\"}");
            named("workshop", "2nd", "{\"label\": \"b\"}");

            var names = names("/v1/mcp/tools");

            assertThat(names)
                    .contains("my_wurkshop__echo", "workshop_2nd__echo")
                    .doesNotHaveDuplicates();
        }

        @Test
        void ofTwoInstancesThatReadAlikeTheOlderKeepsItsName() {
            var first = named("workshop", "the shop", "{\"label\": \"a\"}");
            var second = named("workshop", "The Shop", "{\"label\": \"b\"}");

            var byName = body(get(client, "/v1/mcp/tools"))
                    .path("items")
                    .valueStream()
                    .filter(tool -> tool.path("name").asString().equals("echo"))
                    .collect(Collectors.toMap(
                            tool -> tool.path("qualified_name").asString(),
                            tool -> tool.path("instance_id").asString()));

            assertThat(byName)
                    .containsEntry("the_shop__echo", first.toString())
                    .containsEntry("the_shop_" + second.toString().substring(0, 6) + "__echo", second.toString());
        }

        @Test
        void factsAndSchemaAreThoseOfTheTool() {
            var instance = named("workshop", "mine", "{\"label\": \"a\"}");

            var tool = body(get(client, "/v1/mcp/tools?instance_id=" + instance))
                    .path("items")
                    .valueStream()
                    .filter(one -> one.path("name").asString().equals("note"))
                    .findFirst()
                    .orElseThrow();

            assertThat(tool.path("risk").asString()).isEqualTo("write");
            assertThat(tool.path("read_only").asBoolean()).isFalse();
            assertThat(tool.path("open_world").asBoolean()).isFalse();
            assertThat(tool.path("connector_id").asString()).isEqualTo("workshop");
            assertThat(tool.at("/input_schema/properties/key/type").asString()).isEqualTo("string");
        }

        @Test
        void aDisabledInstanceHasNone() {
            var instance = named("workshop", "mine", "{\"label\": \"a\"}");
            disable(instance);

            assertThat(names("/v1/mcp/tools")).noneMatch(name -> name.startsWith("mine__"));
            notThere(get(client, "/v1/mcp/tools?instance_id=" + instance), instance);
        }

        @Test
        void theWorkQueueIsNotAmongThem() {
            named("loops", "First", "{}");
            named("loops", "Second", "{}");

            assertThat(names("/v1/mcp/tools"))
                    .contains("second__loopsmcp_get_next_work")
                    .noneMatch(name -> name.startsWith("first__"));
        }

        @Test
        void anotherTenantsInstanceAnswersLikeOneThatNeverWas() {
            var instance = named("workshop", "mine", "{\"label\": \"a\"}");
            var stranger = as(tenants.aTenant().token());

            notThere(get(stranger, "/v1/mcp/tools?instance_id=" + instance), instance);
            notThere(get(stranger, "/v1/mcp/tools?instance_id=" + tenant.id()), tenant.id());
            assertThat(body(get(stranger, "/v1/mcp/tools")).path("items")).isEmpty();
        }

        @Test
        void whoMayNotCallSeesNone() {
            get(as(tenant.token(Scope.MCP_READ, Scope.MCP_WRITE)), "/v1/mcp/tools")
                    .expectStatus()
                    .isForbidden();
        }
    }

    @Nested
    class Calling {

        @Test
        void aCallAnswersWithTheResult() {
            var instance = named("workshop", "mine", "{\"label\": \"a\"}");

            var answer = body(call(client, instance, "echo", "{\"text\": \"ho\", \"times\": 2}"));

            assertThat(answer.path("outcome").asString()).isEqualTo("success");
            assertThat(answer.at("/result/text").asString()).isEqualTo("hoho");
            assertThat(answer.at("/result/caller").asString())
                    .isEqualTo(tenant.owner().toString());
        }

        @Test
        void whatTheConnectorSaysIsAnAnswerAlsoWhenItSaysNo() {
            var instance = named("workshop", "mine", "{\"label\": \"a\"}");

            var refused = body(call(client, instance, "read_fails", "{\"reason\": \"unauthenticated\"}"));
            var unknown = body(call(client, instance, "write_breaks", "{}"));
            var ill = body(call(client, instance, "echo", "{}"));

            assertThat(refused.path("outcome").asString()).isEqualTo("failure");
            assertThat(refused.path("code").asString()).isEqualTo("UNAUTHENTICATED");
            assertThat(refused.path("message").asString()).isEqualTo("As you wished.");
            assertThat(unknown.path("outcome").asString()).isEqualTo("unknown");
            assertThat(unknown.path("retryable").asBoolean()).isFalse();
            assertThat(unknown.toString()).doesNotContain("inner secret");
            assertThat(ill.path("code").asString()).isEqualTo("INVALID_ARGUMENT");
        }

        @Test
        void anUnknownToolIsNotFound() {
            var instance = named("workshop", "mine", "{\"label\": \"a\"}");

            assertThat(body(call(client, instance, "nothing", "{}"))
                            .path("code")
                            .asString())
                    .isEqualTo("NOT_FOUND");
        }

        @Test
        void anotherTenantsAndADisabledInstanceAnswerLikeOneThatNeverWas() {
            var instance = named("workshop", "mine", "{\"label\": \"a\"}");
            notThere(call(as(tenants.aTenant().token()), instance, "echo", "{\"text\": \"a\"}"), instance);

            disable(instance);

            notThere(call(client, instance, "echo", "{\"text\": \"a\"}"), instance);
        }

        @Test
        void aTokenWithoutTheScopeIsRefused() {
            var instance = named("workshop", "mine", "{\"label\": \"a\"}");

            call(as(tenant.token(Scope.MCP_READ)), instance, "echo", "{\"text\": \"a\"}")
                    .expectStatus()
                    .isForbidden();
        }

        @Test
        void argumentsAreAnObject() {
            var instance = named("workshop", "mine", "{\"label\": \"a\"}");

            call(client, instance, "echo", "[]").expectStatus().isBadRequest();
        }
    }

    private ConnectorInstance.Id named(String connector, String name, String settings) {
        return ConnectorInstance.Id.of(
                Instances.created(client, connector, name, settings).path("id").asString());
    }

    private void disable(ConnectorInstance.Id instance) {
        client.patch()
                .uri("/v1/mcp/instances/{id}", instance)
                .header("If-Match", "\"1\"")
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue(Map.of("enabled", false))
                .exchange()
                .expectStatus()
                .isOk();
    }

    private List<String> names(String path) {
        return body(get(client, path))
                .path("items")
                .valueStream()
                .map(tool -> tool.path("qualified_name").asString())
                .toList();
    }

    private static ResponseSpec get(WebTestClient as, String path) {
        return as.get().uri(path).exchange();
    }

    private static ResponseSpec call(WebTestClient as, ConnectorInstance.Id instance, String tool, String arguments) {
        return as.post()
                .uri("/v1/mcp/instances/{id}/tools/{tool}", instance, tool)
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue("{\"arguments\": %s}".formatted(arguments))
                .exchange();
    }

    private static void notThere(ResponseSpec response, Object id) {
        JsonNode problem = body(response.expectStatus().isNotFound());
        assertThat(problem.path("detail").asString()).isEqualTo("Instance %s does not exist.".formatted(id));
        assertThat(UUID.fromString(id.toString())).isNotNull();
    }
}
