package dev.signalbox.mcp.transport;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.mcp.McpTest;
import dev.signalbox.mcp.RawClient;
import dev.signalbox.mcp.fake.FakePlatform.Holder;
import dev.signalbox.mcp.fake.FakePlatform.Said;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Two tenants use the same request ids at the same time, with a session and without. */
class NoAnswerCrossesIT extends McpTest {

    private static final int CALLS = 50_000;
    private static final int AT_ONCE = 64;
    private static final String OTHER = "pat_444444444444444444444444444444444444";
    private static final String CALL = """
            {"jsonrpc":"2.0","id":%d,"method":"tools/call",
             "params":{"name":"workflows_list","arguments":{"name":"%s"}}}""";

    @BeforeEach
    void aPlatformThatSaysWhoAskedForWhat() {
        PLATFORM.knows(OTHER, Holder.with(ALL_RIGHTS).inTenant("0198a000-0000-7000-8000-0000000000ff"));
        PLATFORM.answers("GET /v1/workflows", asked -> Mono.just(Said.json("{\"items\":[],\"next_cursor\":\"%s %s\"}"
                        .formatted(
                                asked.header("Authorization"), asked.path().replaceAll(".*name=([a-z0-9]+).*", "$1"))))
                .delayElement(Duration.ofMillis(asked.path().length() % 3)));
    }

    @Test
    void eachGetsTheAnswerToItsOwnQuestion() {
        var clients = new Client[] {
            new Client(token, withToken(token)),
            new Client(OTHER, withToken(OTHER)),
            new Client(token, inSession(token)),
            new Client(OTHER, inSession(OTHER))
        };

        long right = Flux.range(0, CALLS)
                .flatMap(call -> clients[call % clients.length].isAnsweredRightly(call / clients.length), AT_ONCE)
                .filter(Boolean::booleanValue)
                .count()
                .block();

        assertThat(right).isEqualTo(CALLS);
    }

    private record Client(String token, RawClient raw) {

        Mono<Boolean> isAnsweredRightly(int id) {
            String name = "n" + id;
            return Mono.fromFuture(() -> raw.sendAsync("POST", CALL.formatted(id, name)))
                    .map(response -> response.json().path("id").asInt() == id
                            && response.result()
                                    .at("/structuredContent/next_cursor")
                                    .asString()
                                    .equals("Bearer delegated-%s %s".formatted(token, name)));
        }
    }

    private RawClient inSession(String token) {
        String session = withToken(token)
                .rpc(1, "initialize", "{\"protocolVersion\":\"2025-11-25\"}")
                .header("Mcp-Session-Id");
        return withToken(token).header("Mcp-Session-Id", session);
    }
}
