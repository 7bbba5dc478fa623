package dev.signalbox.platform.connectors;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.platform.ApiTest;
import dev.signalbox.platform.TestTenants.TestTenant;
import dev.signalbox.platform.access.Scope;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.test.web.reactive.server.WebTestClient.ResponseSpec;
import tools.jackson.databind.JsonNode;

class ConnectorInstanceApiTest extends ApiTest {

    private TestTenant tenant;
    private WebTestClient client;

    @BeforeEach
    void signIn() {
        tenant = tenants.aTenant();
        client = as(tenant.token());
    }

    @Nested
    class Catalogue {

        @Test
        void everyConnectorShowsItsForm() {
            client.get()
                    .uri("/v1/mcp/platform-catalog")
                    .exchange()
                    .expectStatus()
                    .isOk()
                    .expectBody()
                    .jsonPath("$.items[?(@.connector_id == 'http')].settings_schema.properties.base_url.format")
                    .isEqualTo("uri")
                    .jsonPath("$.items[?(@.connector_id == 'http')].server_url")
                    .isEqualTo("connector://http");
        }

        @Test
        void aServerIsUsableWhenAStepCanNameItByItsAddress() {
            servers().jsonPath("$.items[?(@.id == 'workshop')].usable").isEqualTo(false);
            servers().jsonPath("$.items[?(@.id == 'http')].usable").isEqualTo(true);

            Instances.create(client, "workshop", "{\"label\": \"a\"}");
            servers().jsonPath("$.items[?(@.id == 'workshop')].usable").isEqualTo(true);

            Instances.create(client, "workshop", "{\"label\": \"b\"}");
            servers().jsonPath("$.items[?(@.id == 'workshop')].usable").isEqualTo(false);
        }

        private WebTestClient.BodyContentSpec servers() {
            return client.get()
                    .uri("/v1/mcp/servers")
                    .exchange()
                    .expectStatus()
                    .isOk()
                    .expectBody();
        }
    }

    @Nested
    class Creating {

        @Test
        void anInstanceIsCreatedWithItsVersion() {
            Instances.post(client, "http", "Mine", "{\"base_url\": \"https://api.example.com\"}")
                    .expectStatus()
                    .isCreated()
                    .expectHeader()
                    .valueEquals("ETag", "\"1\"")
                    .expectBody()
                    .jsonPath("$.name")
                    .isEqualTo("Mine")
                    .jsonPath("$.server_url")
                    .isEqualTo("connector://http")
                    .jsonPath("$.project_id")
                    .isEqualTo(tenant.project().toString())
                    .jsonPath("$.settings.base_url")
                    .isEqualTo("https://api.example.com")
                    .jsonPath("$.enabled")
                    .isEqualTo(true);
        }

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                value = {
                    "{\"timeout_seconds\": \"soon\"} | settings.timeout_seconds",
                    "{\"colour\": \"red\"} | settings",
                    "{\"timeout_seconds\": 1000} | settings",
                    "[] | settings"
                })
        void settingsThatDoNotFitAreNamed(String settings, String field) {
            Instances.post(client, "http", "Mine", settings)
                    .expectStatus()
                    .isBadRequest()
                    .expectBody()
                    .jsonPath("$.code")
                    .isEqualTo("INVALID_ARGUMENT")
                    .jsonPath("$.errors[0].field")
                    .isEqualTo(field);
        }

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                value = {"a\\u0000b | {}", "Mine | {\"default_headers\": {\"X-A\": \"\\u0000\"}}", "' ' | {}"})
        void textThatCannotBeKeptIsRefused(String name, String settings) {
            Instances.post(client, "http", name, settings)
                    .expectStatus()
                    .isBadRequest()
                    .expectBody()
                    .jsonPath("$.code")
                    .isEqualTo("INVALID_ARGUMENT");
        }

        @Test
        void anUnknownConnectorIsNamed() {
            Instances.post(client, "fax", "Mine", "{}")
                    .expectStatus()
                    .isBadRequest()
                    .expectBody()
                    .jsonPath("$.errors[0].field")
                    .isEqualTo("connector_id");
        }

        @Test
        void aNameStandsForOneInstanceOfAProject() {
            Instances.created(client, "http", "Mine", "{}");

            Instances.post(client, "http", "Mine", "{}").expectStatus().isEqualTo(409);
        }

        @Test
        void aReaderMayNotCreate() {
            Instances.post(as(tenant.token(Scope.MCP_READ)), "http", "Mine", "{}")
                    .expectStatus()
                    .isForbidden();
        }
    }

    @Nested
    class Listing {

        @Test
        void pagesFollowTheNamesWithoutGapOrRepeat() {
            List.of("c", "a", "b").forEach(name -> Instances.created(client, "http", name, "{}"));

            var first = page("/v1/mcp/instances?limit=2");
            var second = page("/v1/mcp/instances?limit=2&cursor="
                    + first.get("next_cursor").asString());

            assertThat(first.get("items"))
                    .extracting(item -> item.get("name").asString())
                    .containsExactly("a", "b");
            assertThat(second.get("items"))
                    .extracting(item -> item.get("name").asString())
                    .containsExactly("c");
            assertThat(second.has("next_cursor")).isFalse();
        }

        @Test
        void aCursorOfAnotherTenantIsRefused() {
            List.of("a", "b").forEach(name -> Instances.created(client, "http", name, "{}"));
            var cursor = page("/v1/mcp/instances?limit=1").get("next_cursor").asString();

            as(tenants.aTenant().token())
                    .get()
                    .uri("/v1/mcp/instances?cursor=" + cursor)
                    .exchange()
                    .expectStatus()
                    .isBadRequest();
        }

        private JsonNode page(String uri) {
            return Objects.requireNonNull(client.get()
                    .uri(uri)
                    .exchange()
                    .expectBody(JsonNode.class)
                    .returnResult()
                    .getResponseBody());
        }
    }

    @Nested
    class Changing {

        @Test
        void aChangeGivesTheNextVersion() {
            var id = Instances.create(client, "workshop", "{\"label\": \"a\"}");

            patch(client, id, "\"1\"", "{\"settings\": {\"label\": \"b\"}, \"enabled\": false}")
                    .expectStatus()
                    .isOk()
                    .expectHeader()
                    .valueEquals("ETag", "\"2\"")
                    .expectBody()
                    .jsonPath("$.settings.label")
                    .isEqualTo("b")
                    .jsonPath("$.enabled")
                    .isEqualTo(false)
                    .jsonPath("$.name")
                    .isEqualTo("workshop a");
        }

        @Test
        void withoutAVersionNothingIsChanged() {
            var id = Instances.create(client, "http", "{}");

            patch(client, id, null, "{\"name\": \"b\"}").expectStatus().isEqualTo(428);
        }

        @Test
        void aStaleVersionIsRefused() {
            var id = Instances.create(client, "http", "{}");
            patch(client, id, "\"1\"", "{\"name\": \"b\"}").expectStatus().isOk();

            patch(client, id, "\"1\"", "{\"name\": \"c\"}").expectStatus().isEqualTo(412);
        }

        @Test
        void settingsTheConnectorRefusesAreNotKept() {
            var id = Instances.create(client, "workshop", "{\"label\": \"a\"}");

            patch(client, id, "\"1\"", "{\"settings\": {\"label\": \"x\", \"banned\": [\"x\"]}}")
                    .expectStatus()
                    .isBadRequest()
                    .expectBody()
                    .jsonPath("$.detail")
                    .isEqualTo("settings: The label is banned.");
        }

        @Test
        void aBlankNameIsRefused() {
            var id = Instances.create(client, "http", "{}");

            patch(client, id, "\"1\"", "{\"name\": \" \"}").expectStatus().isBadRequest();
        }

        @Test
        void whatIsDeletedIsGone() {
            var id = Instances.create(client, "http", "{}");

            client.delete()
                    .uri("/v1/mcp/instances/{id}", id)
                    .exchange()
                    .expectStatus()
                    .isNoContent();

            client.get()
                    .uri("/v1/mcp/instances/{id}", id)
                    .exchange()
                    .expectStatus()
                    .isNotFound();
            client.delete()
                    .uri("/v1/mcp/instances/{id}", id)
                    .exchange()
                    .expectStatus()
                    .isNotFound();
        }
    }

    @Nested
    class Tools {

        @Test
        void theToolsOfAnInstanceComeWithTheirSchemas() {
            var id = Instances.create(client, "workshop", "{\"label\": \"a\"}");

            client.get()
                    .uri("/v1/mcp/instances/{id}/tools", id)
                    .exchange()
                    .expectStatus()
                    .isOk()
                    .expectBody()
                    .jsonPath("$.items[0].name")
                    .isEqualTo("echo")
                    .jsonPath("$.items[0].risk")
                    .isEqualTo("read")
                    .jsonPath("$.items[0].read_only")
                    .isEqualTo(true)
                    .jsonPath("$.items[0].input_schema.properties.text.description")
                    .isEqualTo("What to say.")
                    .jsonPath("$.items[?(@.name == 'sum')].input_schema.required[0]")
                    .isEqualTo("a");
        }

        @Test
        void validatingTriesTheConnector() {
            var right = Instances.create(client, "workshop", "{\"label\": \"right\"}");
            var wrong = Instances.create(client, "workshop", "{\"label\": \"wrong\"}");

            validate(right).jsonPath("$.valid").isEqualTo(true);
            validate(wrong)
                    .jsonPath("$.valid")
                    .isEqualTo(false)
                    .jsonPath("$.code")
                    .isEqualTo("UNAUTHENTICATED")
                    .jsonPath("$.message")
                    .isEqualTo("The label is wrong.");
        }

        private WebTestClient.BodyContentSpec validate(ConnectorInstance.Id id) {
            return client.post()
                    .uri("/v1/mcp/instances/{id}/validate", id)
                    .exchange()
                    .expectStatus()
                    .isOk()
                    .expectBody();
        }
    }

    @Nested
    class Strangers {

        @ParameterizedTest
        @ValueSource(strings = {"GET ", "PATCH ", "DELETE ", "GET /tools", "POST /validate"})
        void anotherTenantsInstanceAnswersLikeOneThatNeverWas(String operation) {
            var theirs = Instances.create(client, "http", "{}").toString();
            var never = UUID.randomUUID().toString();
            var stranger = as(tenants.aTenant().token());

            assertThat(answer(stranger, operation, theirs).replace(theirs, never))
                    .isEqualTo(answer(stranger, operation, never));
            client.get()
                    .uri("/v1/mcp/instances/{id}", theirs)
                    .exchange()
                    .expectStatus()
                    .isOk();
        }

        @ParameterizedTest
        @ValueSource(strings = {"GET ", "PATCH ", "DELETE ", "GET /tools", "POST /validate"})
        void anInstanceInAHiddenProjectAnswersLikeOneThatNeverWas(String operation) {
            var hidden = tenants.aProject(tenant.id(), tenant.owner(), false);
            var theirs = Instances.create(
                            as(tenant.token())
                                    .mutate()
                                    .defaultHeader("X-Project-Id", hidden.toString())
                                    .build(),
                            "http",
                            "{}")
                    .toString();
            var never = UUID.randomUUID().toString();
            var member = as(tenant.memberToken(Scope.MCP_READ, Scope.MCP_WRITE, Scope.MCP_EXECUTE));

            assertThat(answer(member, operation, theirs).replace(theirs, never))
                    .isEqualTo(answer(member, operation, never));
        }

        private String answer(WebTestClient who, String operation, String id) {
            var method = HttpMethod.valueOf(operation.substring(0, operation.indexOf(' ')));
            var answer = who.method(method)
                    .uri("/v1/mcp/instances/" + id + operation.substring(operation.indexOf(' ') + 1))
                    .header("If-Match", "\"1\"")
                    .header("X-Request-Id", "the-same-for-both-calls")
                    .contentType(MediaType.APPLICATION_JSON)
                    .bodyValue("{}")
                    .exchange()
                    .expectStatus()
                    .isNotFound()
                    .expectBody(String.class)
                    .returnResult()
                    .getResponseBody();
            return Objects.requireNonNull(answer).replaceAll("\"request_id\":\"[^\"]*\"", "");
        }
    }

    private static ResponseSpec patch(
            WebTestClient client, ConnectorInstance.Id id, @Nullable String ifMatch, String body) {
        var request = client.patch().uri("/v1/mcp/instances/{id}", id).contentType(MediaType.APPLICATION_JSON);
        return (ifMatch == null ? request : request.header("If-Match", ifMatch))
                .bodyValue(body)
                .exchange();
    }
}
