package dev.signalbox.platform.connectors;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.platform.ApiTest;
import dev.signalbox.platform.TestTenants.TestTenant;
import dev.signalbox.platform.connectors.ToolOutcome.Failure;
import dev.signalbox.platform.connectors.ToolOutcome.Success;
import dev.signalbox.platform.contract.Clause;
import dev.signalbox.platform.contract.OtherSystem;
import dev.signalbox.platform.problem.ErrorCode;
import dev.signalbox.platform.runs.TestRuns;
import dev.signalbox.platform.schemas.RecordJson;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

class StepSecretApiTest extends ApiTest {

    private static final String VALUE = "correct-horse-battery-staple";
    private static final String CALL = """
            {"url": "who", "headers": {"x-key": "Key {{vault.CRM_KEY}}"}, "query": {"q": "{{vault.CRM_KEY}}"}}""";
    private static final Set<String> AT = Set.of("/headers/x-key");

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

    @Test
    void aReferenceIsFilledInWhereTheStepHasItAndNowhereElse() {
        secret(Map.of("instances", List.of(instance.toString())));

        var outcome = call(CALL, AT);

        assertThat(outcome).isInstanceOf(Success.class);
        assertThat(asked().headers().get("x-key")).isEqualTo("Key " + VALUE);
        assertThat(asked().query()).isEqualTo("q={{vault.CRM_KEY}}");
        assertThat(outcome.toString()).contains("[secret]").doesNotContain(VALUE);
    }

    @Test
    void whatOnlyLooksLikeAReferenceStaysData() {
        secret(Map.of("instances", List.of(instance.toString())));

        call(CALL, Set.of());

        assertThat(asked().headers().get("x-key")).isEqualTo("Key {{vault.CRM_KEY}}");
    }

    @Test
    void aSecretOfAHostIsSentThereWhicheverInstanceSendsIt() {
        secret(Map.of("hosts", List.of("127.0.0.1")));

        assertThat(call(CALL, AT)).isInstanceOf(Success.class);
        assertThat(asked().headers().get("x-key")).isEqualTo("Key " + VALUE);
    }

    @Test
    void aSecretOfAnotherHostIsNotSent() {
        secret(Map.of("hosts", List.of("api.example.com", "127.0.0.1:1")));

        var failure = (Failure) call(CALL, AT);

        assertThat(failure.code()).isEqualTo(ErrorCode.PERMISSION_DENIED);
        assertThat(failure.message())
                .contains("Secret CRM_KEY may be sent to api.example.com, 127.0.0.1:1 only")
                .doesNotContain(VALUE);
        assertThat(other.asked("/who")).isEmpty();
    }

    @Test
    void aRedirectDoesNotLeadASecretToAnotherHost() {
        var elsewhere = other.url().replace("127.0.0.1", "localhost");
        other.redirect("/who", elsewhere + "/who");
        instance = ConnectorInstance.Id.of(Instances.created(
                        as(token),
                        "http",
                        "redirecting",
                        "{\"base_url\": \"%s\", \"allowed_hosts\": [\"%s\", \"%s\"]}"
                                .formatted(other.url(), other.url().substring(7), elsewhere.substring(7)))
                .path("id")
                .asString());
        secret(Map.of("hosts", List.of("127.0.0.1")));

        var failure = (Failure) call(CALL, AT);

        assertThat(failure.message()).contains("redirects to localhost, which is not allowed");
    }

    @Test
    void aSecretThatIsForNothingIsNotSent() {
        secret(Map.of());

        var failure = (Failure) call(CALL, AT);

        assertThat(failure.code()).isEqualTo(ErrorCode.PERMISSION_DENIED);
        assertThat(failure.message()).contains("add the instance to the secret");
    }

    @Test
    void aSecretOfAnotherInstanceIsNotSent() {
        secret(Map.of("instances", List.of(UUID.randomUUID().toString())));

        assertThat(((Failure) call(CALL, AT)).code()).isEqualTo(ErrorCode.PERMISSION_DENIED);
    }

    @Test
    void aSecretOfAnotherTenantDoesNotExist() {
        var stranger = tenants.aTenant();
        as(stranger.token())
                .post()
                .uri("/v1/vault/secrets")
                .bodyValue(Map.of("name", "CRM_KEY", "value", VALUE, "hosts", List.of("127.0.0.1")))
                .exchange()
                .expectStatus()
                .isCreated();

        assertThat(((Failure) call(CALL, AT)).code()).isEqualTo(ErrorCode.NOT_FOUND);
        assertThat(other.asked("/who")).isEmpty();
    }

    @Test
    @Clause({
        "{{vault.NAME}} | a secret, in tool_args of an mcp_call only",
        "A secret goes where it is bound to and nowhere else",
        "What a run keeps and shows has the reference"
    })
    void aRunKeepsTheReferenceAndNeverTheValue() throws SQLException {
        secret(Map.of("hosts", List.of("127.0.0.1")));
        var runs = new TestRuns(as(token));
        var workflow = runs.published("""
                {'steps': [{'id': 'call', 'type': 'mcp_call', 'instance_id': '%s', 'tool_name': 'http_get',
                  'tool_args': {'url': 'who', 'headers': {'x-key': '{{vault.CRM_KEY}}'}, 'query': {'q': '{{input.said}}'}}}]}""".formatted(instance));

        var run = runs.start(workflow, "{'trigger_payload': {'said': '{{vault.CRM_KEY}}'}}");
        var summary = runs.awaitEnd(workflow, run);

        assertThat(summary.path("status").asString()).isEqualTo("completed");
        assertThat(asked().headers().get("x-key")).isEqualTo(VALUE);
        assertThat(asked().query()).isEqualTo("q={{vault.CRM_KEY}}");
        var context = runs.get("/v1/workflows/%s/runs/%s/context".formatted(workflow, run))
                .toString();
        assertThat(context).contains("{{vault.CRM_KEY}}").contains("[secret]").doesNotContain(VALUE);
        assertThat(leaks("run_step")).isZero();
        assertThat(leaks("run_event")).isZero();
        assertThat(leaks("audit_event")).isZero();
    }

    private static int leaks(String table) throws SQLException {
        try (var connection = database().admin().open();
                var rows = connection
                        .createStatement()
                        .executeQuery(
                                "select count(*) from %s t where t::text like '%%%s%%'".formatted(table, VALUE))) {
            rows.next();
            return rows.getInt(1);
        }
    }

    private void secret(Map<String, Object> binding) {
        var body = new HashMap<String, Object>(binding);
        body.put("name", "CRM_KEY");
        body.put("value", VALUE);
        as(token)
                .post()
                .uri("/v1/vault/secrets")
                .bodyValue(body)
                .exchange()
                .expectStatus()
                .isCreated();
    }

    private OtherSystem.Request asked() {
        return other.asked("/who").getLast();
    }

    private ToolOutcome call(String arguments, Set<String> secretsAt) {
        return Objects.requireNonNull(runner.call(new ToolInvocation(
                        acme.id(),
                        acme.project(),
                        acme.owner(),
                        new ToolBinding.ToInstance(instance),
                        "http_get",
                        RecordJson.MAPPER.readTree(arguments),
                        "the-key",
                        false,
                        Duration.ofSeconds(20),
                        secretsAt))
                .block());
    }
}
