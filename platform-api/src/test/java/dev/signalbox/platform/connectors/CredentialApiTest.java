package dev.signalbox.platform.connectors;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.platform.ApiTest;
import dev.signalbox.platform.TestTenants.TestTenant;
import dev.signalbox.platform.access.Scope;
import dev.signalbox.platform.connectors.ToolOutcome.Failure;
import dev.signalbox.platform.connectors.ToolOutcome.Success;
import dev.signalbox.platform.contract.OtherSystem;
import dev.signalbox.platform.problem.ErrorCode;
import dev.signalbox.platform.schemas.RecordJson;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.reactive.server.WebTestClient.ResponseSpec;
import tools.jackson.databind.JsonNode;

class CredentialApiTest extends ApiTest {

    private static final String KEY = "correct-horse-battery-staple";

    @Autowired
    private ToolRunner runner;

    private final OtherSystem other = new OtherSystem();
    private TestTenant acme;
    private String token;
    private ConnectorInstance.Id instance;

    @BeforeEach
    void anInstanceOfAnotherSystem() {
        other.on("/who", asked -> OtherSystem.Answer.ok(RecordJson.MAPPER.writeValueAsString(asked.headers())));
        acme = tenants.aTenant();
        token = acme.token();
        instance = Instances.create(as(token), "http", "{\"base_url\": \"%s\"}".formatted(other.url()));
    }

    @AfterEach
    void close() {
        other.close();
    }

    @Nested
    class WithEachCall {

        @Test
        void anApiKeyGoesWhereTheSettingsSay() {
            put("{\"kind\": \"api_key\", \"secret\": \"%s\"}".formatted(KEY))
                    .expectStatus()
                    .isOk();

            assertThat(sent().get("x-api-key")).isEqualTo(KEY);
        }

        @Test
        void aTokenGoesAsBearer() {
            put("{\"kind\": \"bearer\", \"secret\": \"%s\"}".formatted(KEY));

            assertThat(sent().get("authorization")).isEqualTo("Bearer " + KEY);
        }

        @Test
        void aNameAndPasswordGoAsBasic() {
            put("{\"kind\": \"basic\", \"username\": \"ann\", \"secret\": \"%s\"}".formatted(KEY));

            assertThat(sent().get("authorization"))
                    .isEqualTo("Basic " + Base64.getEncoder().encodeToString(("ann:" + KEY).getBytes(UTF_8)));
        }

        @Test
        void anExchangedOneIsUsedByTheNextCallAndADeletedOneByNone() {
            put("{\"kind\": \"bearer\", \"secret\": \"first-secret\"}");
            sent();
            JsonNode kept = body(put("{\"kind\": \"bearer\", \"secret\": \"second-secret\"}"));

            assertThat(sent().get("authorization")).isEqualTo("Bearer second-secret");

            as(token)
                    .delete()
                    .uri("/v1/connections/" + kept.path("id").asString())
                    .exchange()
                    .expectStatus()
                    .isNoContent();
            assertThat(sent()).doesNotContainKey("authorization");
        }

        @Test
        void whatComesBackDoesNotHoldIt() {
            put("{\"kind\": \"bearer\", \"secret\": \"%s\"}".formatted(KEY));

            var outcome = call();

            assertThat(((Success) outcome)
                            .structured()
                            .at("/body/authorization")
                            .asString())
                    .isEqualTo("Bearer [secret]");
            assertThat(outcome.toString()).doesNotContain(KEY);
        }

        @Test
        void aFailureThatQuotesItIsMasked() {
            other.on("/who", asked -> new OtherSystem.Answer(400, "no: " + asked.headers()));
            put("{\"kind\": \"bearer\", \"secret\": \"%s\"}".formatted(KEY));

            var failure = (Failure) call();

            assertThat(failure.message()).contains("[secret]").doesNotContain(KEY);
        }

        @Test
        void ofOneThatWasMovedInTheDatabaseNothingIsSent() throws SQLException {
            put("{\"kind\": \"bearer\", \"secret\": \"%s\"}".formatted(KEY));
            execute("update vault_value set version = 2 where tenant_id = '%s'".formatted(acme.id()));
            execute("update connection set version = 2 where tenant_id = '%s'".formatted(acme.id()));

            assertThat(runner.call(invocation())
                            .onErrorResume(_ -> reactor.core.publisher.Mono.empty())
                            .blockOptional())
                    .isEmpty();
            assertThat(other.asked("/who")).isEmpty();
        }

        @Test
        void theTestOfAnInstanceUsesItToo() {
            other.on("/", asked -> OtherSystem.Answer.ok("{}"));
            put("{\"kind\": \"bearer\", \"secret\": \"%s\"}".formatted(KEY));

            JsonNode checked = body(as(token)
                    .post()
                    .uri("/v1/mcp/instances/%s/validate".formatted(instance))
                    .exchange()
                    .expectStatus()
                    .isOk());

            assertThat(checked.path("valid").asBoolean()).isTrue();
            assertThat(other.asked("").isEmpty() ? other.asked("/") : other.asked(""))
                    .allSatisfy(asked ->
                            assertThat(asked.headers().get("authorization")).isEqualTo("Bearer " + KEY));
        }

        @Test
        void afterTheSettingsWereTurnedElsewhereItIsNotSentUntilItIsKeptAnew() {
            try (var elsewhere = new OtherSystem()) {
                elsewhere.on("/who", _ -> OtherSystem.Answer.ok("{}"));
                put("{\"kind\": \"bearer\", \"secret\": \"%s\"}".formatted(KEY));
                turnTo(elsewhere);

                var refused = (Failure) call();

                assertThat(refused.code()).isEqualTo(ErrorCode.UNAUTHENTICATED);
                assertThat(refused.message())
                        .contains("kept for other addresses", elsewhere.url().substring(7));
                assertThat(elsewhere.asked("/who")).isEmpty();

                put("{\"kind\": \"bearer\", \"secret\": \"%s\"}".formatted(KEY));
                assertThat(call()).isInstanceOf(Success.class);
                assertThat(elsewhere.asked("/who").getLast().headers().get("authorization"))
                        .isEqualTo("Bearer " + KEY);
            }
        }

        @Test
        void aHostThatWasAllowedLaterDoesNotGetIt() {
            put("{\"kind\": \"bearer\", \"secret\": \"%s\"}".formatted(KEY));
            as(token)
                    .patch()
                    .uri("/v1/mcp/instances/" + instance)
                    .header("Content-Type", "application/json")
                    .header("If-Match", "\"1\"")
                    .bodyValue("{\"settings\": {\"base_url\": \"%s\", \"allowed_hosts\": [\"elsewhere.example\"]}}"
                            .formatted(other.url()))
                    .exchange()
                    .expectStatus()
                    .isOk();

            assertThat(((Failure) call()).message()).contains("lead to elsewhere.example");
        }

        private void turnTo(OtherSystem elsewhere) {
            as(token)
                    .patch()
                    .uri("/v1/mcp/instances/" + instance)
                    .header("Content-Type", "application/json")
                    .header("If-Match", "\"1\"")
                    .bodyValue("{\"settings\": {\"base_url\": \"%s\"}}".formatted(elsewhere.url()))
                    .exchange()
                    .expectStatus()
                    .isOk();
        }

        private Map<String, String> sent() {
            call();
            return other.asked("/who").getLast().headers();
        }
    }

    @Nested
    class IsNeverReadBack {

        @Test
        void notByAnyOperation() throws SQLException {
            JsonNode kept = body(put("{\"kind\": \"basic\", \"username\": \"ann\", \"secret\": \"%s\"}".formatted(KEY))
                    .expectStatus()
                    .isOk());
            String id = kept.path("id").asString();

            assertThat(kept.path("username").asString()).isEqualTo("ann");
            for (String uri : new String[] {
                "/v1/connections", "/v1/connections/" + id, "/v1/mcp/instances/%s/credentials".formatted(instance)
            }) {
                String read = body(as(token)
                                .get()
                                .uri(uri)
                                .exchange()
                                .expectStatus()
                                .isOk())
                        .toString();
                assertThat(read).contains("ann").doesNotContain("horse");
            }
            assertThat(count("select count(*) from vault_value v where v::text like '%horse%'"))
                    .isZero();
            assertThat(count("select count(*) from audit_event a where a::text like '%horse%'"))
                    .isZero();
        }
    }

    @Nested
    class IsRefused {

        @Test
        void ofAKindTheConnectorDoesNotTake() {
            var workshop = Instances.create(as(token), "workshop", "{\"label\": \"mine\"}");

            as(token)
                    .post()
                    .uri("/v1/mcp/instances/%s/credentials".formatted(workshop))
                    .header("Content-Type", "application/json")
                    .bodyValue("{\"kind\": \"bearer\", \"secret\": \"abcd\"}")
                    .exchange()
                    .expectStatus()
                    .isBadRequest()
                    .expectBody()
                    .jsonPath("$.detail")
                    .isEqualTo("kind: does not fit: connector workshop takes none");
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "{\"kind\": \"basic\", \"secret\": \"abcd\"}",
                    "{\"kind\": \"basic\", \"username\": \"a:b\", \"secret\": \"abcd\"}",
                    "{\"kind\": \"bearer\", \"username\": \"ann\", \"secret\": \"abcd\"}",
                    "{\"kind\": \"oauth\", \"secret\": \"abcd\"}",
                    "{\"kind\": \"bearer\", \"secret\": \"\"}",
                    "{\"kind\": \"bearer\"}"
                })
        void whenItIsNotWhole(String body) {
            put(body).expectStatus().isBadRequest();
        }

        @Test
        void whenThereIsOneAlreadyAndItIsToBeMade() {
            String create = "{\"instance_id\": \"%s\", \"kind\": \"bearer\", \"secret\": \"abcd\"}".formatted(instance);

            create(token, create).expectStatus().isCreated().expectHeader().exists("Location");
            create(token, create).expectStatus().isEqualTo(409);
        }

        @Test
        void withoutTheScopeOrForAnotherTenant() {
            String body = "{\"kind\": \"bearer\", \"secret\": \"abcd\"}";
            JsonNode kept = body(put(body));
            String stranger = tenants.aTenant().token();

            put(acme.token(Scope.MCP_READ), body).expectStatus().isForbidden();
            put(stranger, body).expectStatus().isNotFound();
            for (String uri : new String[] {
                "/v1/connections/" + kept.path("id").asString(), "/v1/mcp/instances/%s/credentials".formatted(instance)
            }) {
                as(stranger).get().uri(uri).exchange().expectStatus().isNotFound();
            }
            assertThat(body(as(stranger).get().uri("/v1/connections").exchange())
                            .path("items"))
                    .isEmpty();
            as(stranger)
                    .delete()
                    .uri("/v1/connections/" + kept.path("id").asString())
                    .exchange()
                    .expectStatus()
                    .isNotFound();
        }
    }

    @Test
    void withTheInstanceGoesItsCredential() throws SQLException {
        put("{\"kind\": \"bearer\", \"secret\": \"abcd\"}");

        as(token)
                .delete()
                .uri("/v1/mcp/instances/" + instance)
                .exchange()
                .expectStatus()
                .isNoContent();

        assertThat(count("select count(*) from vault_value where tenant_id = '%s'".formatted(acme.id())))
                .isZero();
        assertThat(count("select count(*) from connection where tenant_id = '%s'".formatted(acme.id())))
                .isZero();
    }

    @Test
    void aCallThatCannotBeProvisionedSaysWhy() throws SQLException {
        put("{\"kind\": \"bearer\", \"secret\": \"abcd\"}");
        execute(
                "update connector_instance set connector_id = 'workshop', settings = '{\"label\": \"mine\"}' where tenant_id = '%s'"
                        .formatted(acme.id()));

        var failure = (Failure) call();

        assertThat(failure.code()).isEqualTo(ErrorCode.UNAUTHENTICATED);
        assertThat(failure.message()).contains("it takes none");
    }

    private ToolOutcome call() {
        return Objects.requireNonNull(runner.call(invocation()).block());
    }

    private ToolInvocation invocation() {
        return new ToolInvocation(
                acme.id(),
                acme.project(),
                acme.owner(),
                new ToolBinding.ToInstance(instance),
                "http_get",
                RecordJson.MAPPER.readTree("{\"url\": \"who\"}"),
                "the-key",
                false,
                Duration.ofSeconds(20));
    }

    private ResponseSpec put(String body) {
        return put(token, body);
    }

    private ResponseSpec put(String as, String body) {
        return as(as).post()
                .uri("/v1/mcp/instances/%s/credentials".formatted(instance))
                .header("Content-Type", "application/json")
                .bodyValue(body)
                .exchange();
    }

    private ResponseSpec create(String as, String body) {
        return as(as).post()
                .uri("/v1/connections")
                .header("Content-Type", "application/json")
                .bodyValue(body)
                .exchange();
    }

    private static int count(String sql) throws SQLException {
        try (var connection = database().admin().open();
                var rows = connection.createStatement().executeQuery(sql)) {
            rows.next();
            return rows.getInt(1);
        }
    }

    private static void execute(String sql) throws SQLException {
        try (var connection = database().admin().open()) {
            connection.createStatement().execute(sql);
        }
    }
}
