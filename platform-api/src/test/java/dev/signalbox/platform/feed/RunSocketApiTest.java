package dev.signalbox.platform.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.platform.ApiTest;
import dev.signalbox.platform.TestTenants.TestTenant;
import dev.signalbox.platform.access.Scope;
import dev.signalbox.platform.runs.TestRuns;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpHeaders;
import org.springframework.web.reactive.socket.CloseStatus;
import org.springframework.web.reactive.socket.WebSocketMessage;
import org.springframework.web.reactive.socket.client.ReactorNettyWebSocketClient;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class RunSocketApiTest extends ApiTest {

    private static final JsonMapper JSON = new JsonMapper();
    private static final String SHORT = "{'id': 'a', 'type': 'delay', 'delay_s': 0},"
            + "{'id': 'b', 'type': 'delay', 'delay_s': 0.2, 'depends_on': ['a']}";
    private static final String LONG = "{'id': 'a', 'type': 'delay', 'delay_s': 600}";

    private TestTenant tenant;
    private TestRuns runs;

    @BeforeEach
    void open() {
        tenant = tenants.aTenant();
        runs = new TestRuns(as(tenant.token()));
    }

    @Test
    void aReaderGetsEveryEventInOrderAndThenTheEnd() {
        var workflow = runs.workflow(SHORT);
        var run = runs.start(workflow);

        var read = read(tenant.token(), workflow, run, 0);

        assertThat(read.seqs())
                .isEqualTo(runs.events(workflow, run).stream()
                        .map(event -> event.path("seq").longValue())
                        .toList());
        assertThat(read.close()).isEqualTo(CloseStatus.NORMAL);
    }

    @Test
    void aReaderWhoComesBackGoesOnWhereTheyWere() {
        var workflow = runs.workflow(SHORT);
        var run = runs.start(workflow);
        runs.awaitEnd(workflow, run);
        int all = runs.events(workflow, run).size();

        assertThat(read(tenant.token(), workflow, run, 2).seqs())
                .hasSize(all - 2)
                .first()
                .isEqualTo(3L);
        assertThat(read(tenant.token(), workflow, run, all).seqs()).isEmpty();
    }

    @Test
    void aRevokedTokenEndsItsSocket() throws InterruptedException {
        var workflow = runs.workflow(LONG);
        var run = runs.start(workflow);
        JsonNode pat = TestRuns.json(as(tenant.token())
                .post()
                .uri("/v1/pats")
                .header("Content-Type", "application/json")
                .bodyValue("{\"display_name\": \"reader\", \"scopes\": [\"workflow:read\"]}")
                .exchange()
                .expectStatus()
                .isCreated());
        var first = new CountDownLatch(1);
        var closed = new AtomicReference<CloseStatus>();
        var ended = new CountDownLatch(1);
        var reading = client(
                        pat.path("token").stringValue(), address(workflow, run, 0), first, new ArrayList<>(), closed)
                .doFinally(_ -> ended.countDown())
                .subscribe();
        assertThat(first.await(20, java.util.concurrent.TimeUnit.SECONDS)).isTrue();

        as(tenant.token())
                .delete()
                .uri("/v1/pats/" + pat.path("id").stringValue())
                .exchange()
                .expectStatus()
                .isNoContent();

        assertThat(ended.await(20, java.util.concurrent.TimeUnit.SECONDS)).isTrue();
        assertThat(closed).hasValue(CloseStatus.POLICY_VIOLATION);
        reading.dispose();
    }

    @Test
    void anotherTenantsRunIsRefusedLikeOneThatNeverWas() {
        var workflow = runs.workflow(SHORT);
        var run = runs.start(workflow);
        String theirs = tenants.aTenant().token();

        assertThatThrownBy(() -> read(theirs, workflow, run, 0)).hasMessageContaining("404");
        assertThatThrownBy(
                        () -> read(tenant.token(), workflow, UUID.randomUUID().toString(), 0))
                .hasMessageContaining("404");
    }

    @Test
    void theScopeIsNeeded() {
        var workflow = runs.workflow(SHORT);
        var run = runs.start(workflow);

        assertThatThrownBy(() -> read(tenant.token(Scope.WORKFLOW_RUN), workflow, run, 0))
                .hasMessageContaining("403");
    }

    @Test
    void aPlainRequestIsToldToUpgrade() {
        var workflow = runs.workflow(SHORT);
        var run = runs.start(workflow);

        as(tenant.token())
                .get()
                .uri("/v1/workflows/%s/stream?run_id=%s".formatted(workflow, run))
                .exchange()
                .expectStatus()
                .isBadRequest();
    }

    private Read read(String token, Object workflow, String run, long afterSeq) {
        var frames = Collections.synchronizedList(new ArrayList<JsonNode>());
        var closed = new AtomicReference<CloseStatus>();
        client(token, address(workflow, run, afterSeq), new CountDownLatch(1), frames, closed)
                .block(Duration.ofSeconds(20));
        return new Read(
                frames.stream().map(frame -> frame.path("seq").longValue()).toList(), closed.get());
    }

    private static Mono<Void> client(
            String token,
            URI address,
            CountDownLatch first,
            List<JsonNode> frames,
            AtomicReference<CloseStatus> closed) {
        var headers = new HttpHeaders();
        headers.setBearerAuth(token);
        return new ReactorNettyWebSocketClient().execute(address, headers, session -> session.receive()
                .filter(message -> message.getType() == WebSocketMessage.Type.TEXT)
                .doOnNext(message -> {
                    frames.add(JSON.readTree(message.getPayloadAsText()));
                    first.countDown();
                })
                .then(session.closeStatus().doOnNext(closed::set))
                .then());
    }

    private URI address(Object workflow, String run, long afterSeq) {
        return URI.create("ws://127.0.0.1:%d/v1/workflows/%s/stream?run_id=%s&after_seq=%d"
                .formatted(port, workflow, run, afterSeq));
    }

    private record Read(List<Long> seqs, CloseStatus close) {}
}
