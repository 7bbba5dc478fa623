package dev.signalbox.platform.connectors;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.platform.ApiTest;
import dev.signalbox.platform.TestTenants.TestTenant;
import dev.signalbox.platform.connectors.ToolOutcome.Success;
import dev.signalbox.platform.problem.ErrorCode;
import dev.signalbox.platform.schemas.RecordJson;
import java.time.Duration;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

class OpenConnectorsApiTest extends ApiTest {

    @Autowired
    private ToolRunner runner;

    private final String label = "label-" + UUID.randomUUID();
    private final CountDownLatch closed = new CountDownLatch(1);
    private TestTenant tenant;
    private ConnectorInstance.Id instance;

    @BeforeEach
    void configure() {
        System.getProperties().put(label, closed);
        tenant = tenants.aTenant();
        instance = Instances.create(as(tenant.token()), "workshop", "{\"label\": \"" + label + "\"}");
    }

    @AfterEach
    void forget() {
        System.getProperties().keySet().removeIf(key -> key.toString().startsWith(label));
    }

    @Test
    void whatWasOpenedOnlyToTryTheSettingsIsClosed() throws Exception {
        assertThat(closed.await(5, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void aConnectorThatHangsWhileItOpensHoldsUpNobodyElse() throws Exception {
        var begun = hangWhileOpening();
        var hanging = call("echo", "{\"text\": \"a\"}").subscribe();
        assertThat(begun.await(5, TimeUnit.SECONDS)).isTrue();

        instance = Instances.create(as(tenant.token()), "workshop", "{\"label\": \"other\"}");

        assertThat(echo().get("label").asString()).isEqualTo("other");
        hanging.dispose();
    }

    @Test
    void aCallOfAConnectorThatDoesNotOpenEndsInTimeAndTheNextOneTriesAgain() {
        hangWhileOpening();

        var late = call("echo", "{\"text\": \"a\"}", Duration.ofMillis(500)).block();

        assertThat(late).isInstanceOfSatisfying(ToolOutcome.Failure.class, failure -> {
            assertThat(failure.code()).isEqualTo(ErrorCode.DEADLINE_EXCEEDED);
            assertThat(failure.retryable()).isTrue();
        });
        System.getProperties().remove(label + "-opening");
        assertThat(echo().get("label").asString()).isEqualTo(label);
    }

    @Test
    void settingsThatAConnectorDoesNotOpenWithAreNotKept() {
        hangWhileOpening();

        Instances.post(as(tenant.token()), "workshop", "second", "{\"label\": \"" + label + "\"}")
                .expectStatus()
                .isEqualTo(HttpStatus.GATEWAY_TIMEOUT);
    }

    private CountDownLatch hangWhileOpening() {
        var begun = new CountDownLatch(1);
        System.getProperties().put(label + "-opening", begun);
        return begun;
    }

    @Test
    void anInstanceStaysOpenBetweenCalls() {
        assertThat(echo().get("calls").asInt()).isEqualTo(1);
        assertThat(echo().get("calls").asInt()).isEqualTo(2);
    }

    @Test
    void aChangedInstanceServesNewCallsAtOnceAndEndsOldOnesInPeace() throws Exception {
        assertThat(closed.await(5, TimeUnit.SECONDS)).isTrue();
        var ended = new CountDownLatch(1);
        System.getProperties().put(label, ended);
        var meeting = new CountDownLatch[] {new CountDownLatch(1), new CountDownLatch(1)};
        System.getProperties().put(label + "-meeting", meeting);
        var running =
                call("read_waits", "{\"meeting\": \"" + label + "-meeting\"}").subscribe();
        assertThat(meeting[0].await(5, TimeUnit.SECONDS)).isTrue();

        relabel("new");

        assertThat(echo().get("label").asString()).isEqualTo("new");
        assertThat(ended.getCount())
                .as("the old one is not closed under its call")
                .isEqualTo(1);

        running.dispose();

        assertThat(ended.await(5, TimeUnit.SECONDS))
                .as("it is closed after its last call")
                .isTrue();
    }

    private void relabel(String to) {
        as(tenant.token())
                .patch()
                .uri("/v1/mcp/instances/{id}", instance)
                .contentType(MediaType.APPLICATION_JSON)
                .header("If-Match", "\"1\"")
                .bodyValue("{\"settings\": {\"label\": \"" + to + "\"}}")
                .exchange()
                .expectStatus()
                .isOk();
    }

    private JsonNode echo() {
        var outcome = Objects.requireNonNull(call("echo", "{\"text\": \"a\"}").block());
        assertThat(outcome).isInstanceOf(Success.class);
        return ((Success) outcome).structured();
    }

    private Mono<ToolOutcome> call(String tool, String arguments) {
        return call(tool, arguments, Duration.ofSeconds(20));
    }

    private Mono<ToolOutcome> call(String tool, String arguments, Duration timeout) {
        return runner.call(new ToolInvocation(
                tenant.id(),
                tenant.project(),
                tenant.owner(),
                new ToolBinding.ToInstance(instance),
                tool,
                RecordJson.MAPPER.readTree(arguments),
                "key",
                false,
                timeout));
    }
}
