package dev.signalbox.platform.connectors;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.platform.ApiTest;
import dev.signalbox.platform.TestTenants.TestTenant;
import dev.signalbox.platform.access.Scope;
import dev.signalbox.platform.connectors.ToolOutcome.Failure;
import dev.signalbox.platform.connectors.ToolOutcome.Success;
import dev.signalbox.platform.contract.OtherSystem;
import dev.signalbox.platform.schemas.RecordJson;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient.ResponseSpec;
import tools.jackson.databind.JsonNode;

class ConfigProfileApiTest extends ApiTest {

    @Autowired
    private ToolRunner runner;

    private final OtherSystem live = new OtherSystem();
    private final OtherSystem staging = new OtherSystem();
    private TestTenant acme;
    private String token;
    private ConnectorInstance.Id instance;

    @BeforeEach
    void anInstanceWithSettings() {
        live.on("/who", asked -> OtherSystem.Answer.ok(RecordJson.MAPPER.writeValueAsString(asked.headers())));
        staging.on("/who", asked -> OtherSystem.Answer.ok(RecordJson.MAPPER.writeValueAsString(asked.headers())));
        acme = tenants.aTenant();
        token = acme.token();
        instance = Instances.create(as(token), "http", settings(live));
    }

    @AfterEach
    void close() {
        live.close();
        staging.close();
    }

    @Test
    void whatAnInstanceIsMadeWithIsItsFirstProfile() {
        JsonNode list = body(send(HttpMethod.GET, "", null, null).expectStatus().isOk());

        assertThat(list.path("items")).hasSize(1);
        assertThat(list.at("/items/0/name").asString()).isEqualTo("default");
        assertThat(list.at("/items/0/active").asBoolean()).isTrue();
        assertThat(list.at("/items/0/settings/base_url").asString()).isEqualTo(live.url());
        assertThat(instance().path("active_profile").asString()).isEqualTo("default");
    }

    @Test
    void callsAreMadeWithTheActiveProfileAndItsOwnCredential() {
        profile("staging", staging).expectStatus().isCreated();
        credential(null, "for-all-others");
        credential("staging", "for-staging");

        assertThat(called()).isEqualTo("Bearer [secret]");
        assertThat(live.asked("/who").getLast().headers().get("authorization")).isEqualTo("Bearer for-all-others");

        activate("staging")
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.active_profile")
                .isEqualTo("staging");
        called();

        assertThat(live.asked("/who")).hasSize(1);
        assertThat(staging.asked("/who").getLast().headers().get("authorization"))
                .isEqualTo("Bearer for-staging");
    }

    @Test
    void aCredentialForAllProfilesIsNotForOneThatIsMadeLaterForAnotherAddress() {
        credential(null, "for-all-others");
        profile("staging", staging).expectStatus().isCreated();
        activate("staging").expectStatus().isOk();

        assertThat(outcome()).isInstanceOf(Failure.class);

        assertThat(staging.asked("/who")).isEmpty();
    }

    @Test
    void anInactiveProfileCanBeTriedOutWithoutChangingAnything() {
        staging.on("/", asked -> OtherSystem.Answer.ok("{}"));
        profile("staging", staging);

        JsonNode checked = body(send(HttpMethod.POST, "/staging/validate", null, null)
                .expectStatus()
                .isOk());

        assertThat(checked.path("valid").asBoolean()).isTrue();
        called();
        assertThat(live.asked("/who")).hasSize(1);
    }

    @Test
    void settingsThatDoNotFitAreRefusedWithTheField() {
        send(HttpMethod.POST, "", "{\"name\": \"bad\", \"settings\": {\"timeout_seconds\": \"soon\"}}", null)
                .expectStatus()
                .isBadRequest()
                .expectBody()
                .jsonPath("$.errors[0].field")
                .isEqualTo("settings.timeout_seconds");
        send(HttpMethod.POST, "", "{\"name\": \"Bad Name\", \"settings\": {}}", null)
                .expectStatus()
                .isBadRequest();
        profile("default", staging).expectStatus().isEqualTo(409);
    }

    @Test
    void aChangeOfTheActiveProfileCountsWithTheNextCall() {
        put("default", staging, null).expectStatus().isEqualTo(428);
        put("default", staging, "\"9\"").expectStatus().isEqualTo(412);
        put("default", staging, "\"1\"").expectStatus().isOk();

        called();

        assertThat(staging.asked("/who")).hasSize(1);
        assertThat(instance().at("/settings/base_url").asString()).isEqualTo(staging.url());
        assertThat(instance().path("version").asInt()).isEqualTo(2);
    }

    @Test
    void aChangeOfTheInstancesSettingsIsOneOfItsActiveProfile() {
        as(token)
                .patch()
                .uri("/v1/mcp/instances/" + instance)
                .header("If-Match", "\"1\"")
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue("{\"settings\": %s}".formatted(settings(staging)))
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.settings.base_url")
                .isEqualTo(staging.url());

        assertThat(body(send(HttpMethod.GET, "/default", null, null))
                        .at("/settings/base_url")
                        .asString())
                .isEqualTo(staging.url());
    }

    @Test
    void theActiveProfileStaysAndAnotherGoesWithItsCredential() throws SQLException {
        profile("staging", staging);
        credential("staging", "for-staging");

        send(HttpMethod.DELETE, "/default", null, null).expectStatus().isEqualTo(409);
        send(HttpMethod.DELETE, "/staging", null, null).expectStatus().isNoContent();

        send(HttpMethod.GET, "/staging", null, null).expectStatus().isNotFound();
        assertThat(values()).isZero();
    }

    @Test
    void aCredentialIsForAProfileThatExists() {
        credential("nowhere", "abcd").expectStatus().isNotFound();
    }

    @Test
    void strangersAndReadersChangeNothing() {
        String stranger = tenants.aTenant().token();
        String reader = acme.token(Scope.MCP_READ);
        String path = "/v1/mcp/instances/%s/config-profiles".formatted(instance);

        as(stranger).get().uri(path).exchange().expectStatus().isNotFound();
        as(stranger).get().uri(path + "/default").exchange().expectStatus().isNotFound();
        as(stranger)
                .post()
                .uri(path + "/default/set-active")
                .exchange()
                .expectStatus()
                .isNotFound();
        as(stranger).delete().uri(path + "/default").exchange().expectStatus().isNotFound();
        as(reader).get().uri(path).exchange().expectStatus().isOk();
        as(reader)
                .post()
                .uri(path + "/default/set-active")
                .exchange()
                .expectStatus()
                .isForbidden();
    }

    @Test
    void anInstanceOfTheVersionBeforeWorksWithoutAProfile() throws SQLException {
        execute("delete from config_profile where tenant_id = '%s'".formatted(acme.id()));

        called();

        assertThat(live.asked("/who")).hasSize(1);
        assertThat(instance().at("/settings/base_url").asString()).isEqualTo(live.url());
    }

    @Test
    void settingsCanBeJudgedWithoutMakingAnything() {
        JsonNode bad = body(as(token)
                .post()
                .uri("/v1/mcp/servers/http/validate")
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue("{\"settings\": {\"timeout_seconds\": \"soon\"}}")
                .exchange()
                .expectStatus()
                .isOk());

        assertThat(bad.path("valid").asBoolean()).isFalse();
        assertThat(bad.at("/errors/0/field").asString()).isEqualTo("settings.timeout_seconds");
        as(token)
                .get()
                .uri("/v1/mcp/servers/http")
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.authentication")
                .isArray();
        as(token).get().uri("/v1/mcp/servers/nothing").exchange().expectStatus().isNotFound();
    }

    private static String settings(OtherSystem system) {
        return "{\"base_url\": \"%s\"}".formatted(system.url());
    }

    private ResponseSpec profile(String name, OtherSystem system) {
        return send(
                HttpMethod.POST, "", "{\"name\": \"%s\", \"settings\": %s}".formatted(name, settings(system)), null);
    }

    private ResponseSpec put(String name, OtherSystem system, @Nullable String ifMatch) {
        return send(HttpMethod.PUT, "/" + name, "{\"settings\": %s}".formatted(settings(system)), ifMatch);
    }

    private ResponseSpec activate(String name) {
        return send(HttpMethod.POST, "/" + name + "/set-active", null, null);
    }

    private ResponseSpec send(HttpMethod method, String path, @Nullable String body, @Nullable String ifMatch) {
        var request = as(token).method(method).uri("/v1/mcp/instances/%s/config-profiles%s".formatted(instance, path));
        if (ifMatch != null) {
            request.header("If-Match", ifMatch);
        }
        return body == null
                ? request.exchange()
                : request.contentType(MediaType.APPLICATION_JSON)
                        .bodyValue(body)
                        .exchange();
    }

    private ResponseSpec credential(@Nullable String profile, String secret) {
        String which = profile == null ? "" : "\"profile\": \"%s\", ".formatted(profile);
        return as(token)
                .post()
                .uri("/v1/mcp/instances/%s/credentials".formatted(instance))
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue("{%s\"kind\": \"bearer\", \"secret\": \"%s\"}".formatted(which, secret))
                .exchange();
    }

    private JsonNode instance() {
        return body(as(token)
                .get()
                .uri("/v1/mcp/instances/" + instance)
                .exchange()
                .expectStatus()
                .isOk());
    }

    private String called() {
        var outcome = outcome();
        assertThat(outcome).isInstanceOf(Success.class);
        return ((Success) outcome).structured().at("/body/authorization").asString("");
    }

    private ToolOutcome outcome() {
        return Objects.requireNonNull(runner.call(new ToolInvocation(
                        acme.id(),
                        acme.project(),
                        acme.owner(),
                        new ToolBinding.ToInstance(instance),
                        "http_get",
                        RecordJson.MAPPER.readTree("{\"url\": \"who\"}"),
                        "the-key",
                        false,
                        Duration.ofSeconds(20)))
                .block());
    }

    private int values() throws SQLException {
        try (var connection = database().admin().open();
                var rows = connection
                        .createStatement()
                        .executeQuery("select count(*) from vault_value where tenant_id = '%s'".formatted(acme.id()))) {
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
