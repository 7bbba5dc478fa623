package dev.signalbox.connector.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.signalbox.connector.ConnectorHttp.Response;
import dev.signalbox.connector.Credential;
import dev.signalbox.connector.HttpBody;
import dev.signalbox.connector.Secret;
import dev.signalbox.connector.Tool;
import dev.signalbox.connector.ToolException;
import dev.signalbox.connector.testkit.LoopbackServer;
import dev.signalbox.connector.testkit.LoopbackServer.Answer;
import dev.signalbox.connector.testkit.TestCall;
import dev.signalbox.connector.testkit.TestContext;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PagesTest {

    private LoopbackServer server;

    @BeforeEach
    void start() throws IOException {
        server = new LoopbackServer();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void pagesAreFollowedByTheLinkHeader() throws Exception {
        server.answers(asked -> switch (String.valueOf(asked.uri().getQuery())) {
            case "page=2" -> page("</items?page=3>; rel=\"next\"", "[2]");
            case "page=3" -> page("</items?page=1>; rel=\"first\"", "[3]");
            default -> page("</items?page=9>; rel=\"last\", </items?page=2>; rel=\"next\"", "[1]");
        });

        var all = get(5);
        assertThat(all.get("pages")).hasToString("[[1], [2], [3]]");
        assertThat(all.containsKey("next")).isFalse();

        var some = get(2);
        assertThat(some.get("pages")).hasToString("[[1], [2]]");
        assertThat(some.get("next")).isEqualTo(server.address() + "/items?page=3");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"next\": \"/items?page=2\"}",
                "{\"links\": {\"next\": \"/items?page=2\"}}",
                "{\"_links\": {\"next\": {\"href\": \"/items?page=2\"}}}",
                "{\"@odata.nextLink\": \"/items?page=2\"}"
            })
    void aLinkInTheBodyIsTold(String body) throws Exception {
        server.answers(200, "application/json", body);

        assertThat(get(1).get("next")).isEqualTo(server.address() + "/items?page=2");
        assertThat(server.seen()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"next\": \"https://elsewhere.example/items?page=2\"}",
                "{\"next\": \"a-cursor\"}",
                "{\"next\": 2}",
                "{\"next\": null}",
                "{\"next\": \"/items\"}"
            })
    void whatIsNoNextPageHereIsNotFollowed(String body) throws Exception {
        server.answers(200, "application/json", body);

        var result = get(3);

        assertThat(result.containsKey("next")).isFalse();
        assertThat(server.seen()).hasSize(1);
    }

    @Test
    void theCredentialGoesAlongToEachPage() throws Exception {
        server.answers(200, "application/json", "{\"next\": \"?again\"}");

        get(2);

        assertThat(server.seen()).hasSize(2).allMatch(seen -> "Bearer t0ken"
                .equals(seen.headers().getFirst("Authorization")));
    }

    @Test
    void aQueryAloneIsAnotherPageOfTheSameListing() throws Exception {
        server.answers(200, "application/json", "{\"next\": \"?page=2\"}");

        get(2);

        assertThat(server.seen()).extracting(seen -> seen.uri().toString()).containsExactly("/items", "/items?page=2");
    }

    @Test
    void pagesHaveALimit() {
        assertThatExceptionOfType(ToolException.class).isThrownBy(() -> get(21));
    }

    @Test
    void aDateToWaitForBecomesATime() {
        var noon = Clock.fixed(Instant.parse("2026-01-01T12:00:00Z"), ZoneOffset.UTC);

        assertThat(RetryAfter.of(waiting("Thu, 01 Jan 2026 12:00:30 GMT"), noon))
                .hasValue(Duration.ofSeconds(30));
        assertThat(RetryAfter.of(waiting("Thu, 01 Jan 2026 11:00:00 GMT"), noon))
                .isEmpty();
        assertThat(RetryAfter.of(waiting("7"), noon)).hasValue(Duration.ofSeconds(7));
        assertThat(RetryAfter.of(waiting("0"), noon)).isEmpty();
        assertThat(RetryAfter.of(waiting("soon"), noon)).isEmpty();
    }

    private static Response waiting(String after) {
        return new Response(
                503, Map.of("retry-after", List.of(after)), HttpBody.empty(), URI.create("https://shop.example"));
    }

    private static Answer page(String link, String body) {
        return new Answer(200, Map.of("Content-Type", "application/json", "Link", link), body);
    }

    @SuppressWarnings("unchecked") // the tool is looked up by the name that goes with these arguments
    private Map<?, ?> get(int maxPages) throws InterruptedException {
        var settings = new HttpSettings(
                Optional.of(URI.create(server.address())),
                List.of(),
                Map.of(),
                5,
                "X-API-Key",
                false,
                Optional.empty(),
                List.of());
        var tool = (Tool<HttpArguments.Get>)
                new HttpConnector(settings, new TestContext()).tools().getFirst();
        var arguments = new HttpArguments.Get("/items", Map.of(), Map.of(), List.of(), maxPages);
        var call = TestCall.with(new Credential.Bearer(Secret.of("t0ken")));
        return (Map<?, ?>) tool.handler().handle(arguments, call).structured();
    }
}
