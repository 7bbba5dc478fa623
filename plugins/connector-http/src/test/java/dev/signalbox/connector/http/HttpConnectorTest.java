package dev.signalbox.connector.http;

import static dev.signalbox.connector.http.HttpArguments.Method.DELETE;
import static dev.signalbox.connector.http.HttpArguments.Method.GET;
import static dev.signalbox.connector.http.HttpArguments.Method.POST;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.signalbox.connector.Credential;
import dev.signalbox.connector.Secret;
import dev.signalbox.connector.Tool;
import dev.signalbox.connector.ToolCall;
import dev.signalbox.connector.ToolException;
import dev.signalbox.connector.ToolException.Reason;
import dev.signalbox.connector.testkit.LoopbackServer;
import dev.signalbox.connector.testkit.TestCall;
import dev.signalbox.connector.testkit.TestContext;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.assertj.core.api.MapAssert;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HttpConnectorTest {

    private LoopbackServer server;

    @BeforeEach
    void start() throws IOException {
        server = new LoopbackServer();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Nested
    class WhatIsSent {

        @Test
        void aPathStartsAtTheBaseAddress() throws Exception {
            call(based("/v1"), TestCall.anonymous(), get("items"));

            assertThat(server.last().uri()).hasPath("/v1/items");
        }

        @Test
        void queryValuesAreEncoded() throws Exception {
            var arguments = new HttpArguments.Call(
                    GET, "items?a=1", Map.of("q", "x & y"), Map.of(), Optional.empty(), Optional.empty(), List.of());

            call(based(""), TestCall.anonymous(), arguments);

            assertThat(server.last().uri().getRawQuery()).isEqualTo("a=1&q=x%20%26%20y");
        }

        @Test
        void aBodyGoesOutAsJson() throws Exception {
            call(based(""), TestCall.anonymous(), post(Map.of("sku", "A-17")));

            assertThat(server.last().body()).isEqualTo("{\"sku\":\"A-17\"}");
            assertThat(server.last().headers().getFirst("Content-Type")).isEqualTo("application/json");
        }

        @Test
        void aWriteCarriesTheKeyOfItsEffect() throws Exception {
            call(based(""), TestCall.anonymous(), post(Map.of()));

            assertThat(server.last().headers().getFirst("Idempotency-Key")).isEqualTo("tenant:run:1:step:0");
        }

        @Test
        void aReadCarriesNoKey() throws Exception {
            call(based(""), TestCall.anonymous(), get("items"));

            assertThat(server.last().headers()).doesNotContainKey("Idempotency-key");
        }

        @Test
        void aHeaderOfTheCallWinsOverTheDefault() throws Exception {
            var settings = new HttpSettings(
                    base(""),
                    List.of(),
                    Map.of("Accept", "text/html", "X-Team", "a"),
                    5,
                    "X-API-Key",
                    false,
                    Optional.empty(),
                    List.of());
            var arguments = new HttpArguments.Call(
                    GET, "/", Map.of(), Map.of("accept", "text/csv"), Optional.empty(), Optional.empty(), List.of());

            call(settings, TestCall.anonymous(), arguments);

            assertThat(server.last().headers().get("Accept")).containsExactly("text/csv");
            assertThat(server.last().headers().getFirst("X-Team")).isEqualTo("a");
        }

        @Test
        void theCredentialGoesToTheHostOfTheInstance() throws Exception {
            call(based(""), TestCall.with(new Credential.Bearer(Secret.of("t0k3n"))), get("/"));

            assertThat(server.last().headers().getFirst("Authorization")).isEqualTo("Bearer t0k3n");
        }

        @Test
        void theCredentialGoesToNoHostThatOnlyTheCallNames() throws Exception {
            var anywhere = new HttpSettings(
                    Optional.empty(), List.of(), Map.of(), 5, "X-API-Key", false, Optional.empty(), List.of());

            call(anywhere, TestCall.with(new Credential.ApiKey(Secret.of("k3y"))), get(server.address()));

            assertThat(server.last().headers()).doesNotContainKey("X-api-key");
        }
    }

    @Nested
    class WhatComesBack {

        @Test
        void aJsonBodyIsParsed() throws Exception {
            server.answers(200, "application/problem+json; charset=utf-8", "{\"title\":\"Grüße\",\"n\":null}");

            result(get("/")).extractingByKey("body").hasToString("{title=Grüße, n=null}");
        }

        @Test
        void aTextStaysText() throws Exception {
            server.answers(200, "text/csv", "a,b");

            result(get("/")).containsEntry("body", "a,b").containsEntry("status", 200);
        }

        @Test
        void bytesComeAsBase64() throws Exception {
            server.answers(200, Map.of("Content-Type", "image/png"), new byte[] {-1, 0});

            result(get("/")).containsEntry("body", "/wA=").containsEntry("encoding", "base64");
        }

        @Test
        void noBodyIsNull() throws Exception {
            server.answers(204, Map.of(), new byte[0]);

            result(get("/")).containsEntry("body", null);
        }

        @Test
        void cookiesAreNotKept() throws Exception {
            server.answers(200, Map.of("Set-Cookie", "session=1", "X-Page", "2"), new byte[0]);

            result(get("/"))
                    .extractingByKey("headers", InstanceOfAssertFactories.map(String.class, String.class))
                    .containsEntry("x-page", "2")
                    .doesNotContainKey("set-cookie");
        }

        @Test
        void whatClaimsToBeJsonAndIsNotFails() {
            server.answers(200, "application/json", "<html>");

            fails(get("/"), Reason.UPSTREAM_FAILED);
        }
    }

    @Nested
    class WhatFails {

        @ParameterizedTest
        @CsvSource({
            "400, INVALID_ARGUMENT",
            "401, UNAUTHENTICATED",
            "403, PERMISSION_DENIED",
            "404, NOT_FOUND",
            "409, CONFLICT",
            "429, RATE_LIMITED",
            "500, UPSTREAM_FAILED",
            "502, UPSTREAM_FAILED",
            "503, UNAVAILABLE"
        })
        void anUnexpectedStatusHasAReason(int status, Reason reason) {
            server.answers(status, "text/plain", "because");

            var failure = fails(get("/shelf?key=k3y"), reason);

            assertThat(failure).hasMessage("GET 127.0.0.1/shelf answered " + status + ": because");
        }

        @Test
        void aWriteThatAGatewayLostIsOfUnknownOutcome() {
            server.answers(504, "text/plain", "");

            fails(post(Map.of()), Reason.OUTCOME_UNKNOWN);
        }

        @Test
        void theWaitingTimeIsPassedOn() {
            server.answers(429, Map.of("Retry-After", "7"), new byte[0]);

            assertThat(fails(get("/"), Reason.RATE_LIMITED).retryAfter()).hasValue(Duration.ofSeconds(7));
        }

        @Test
        void anExpectedStatusIsNoFailure() throws Exception {
            server.answers(404, "text/plain", "gone");
            var arguments = new HttpArguments.Call(
                    DELETE, "/", Map.of(), Map.of(), Optional.empty(), Optional.empty(), List.of(204, 404));

            result(arguments).containsEntry("status", 404);
        }

        @Test
        void bodyAndTextTogetherAreRefusedBeforeAnythingIsSent() {
            var arguments = new HttpArguments.Call(
                    POST, "/", Map.of(), Map.of(), Optional.of(1), Optional.of("one"), List.of());

            fails(arguments, Reason.INVALID_ARGUMENT);
            assertThat(server.seen()).isEmpty();
        }

        @Test
        void aHostThatIsNotAllowedIsRefused() {
            fails(get("https://elsewhere.example/"), Reason.PERMISSION_DENIED);
        }

        @Test
        void aCredentialInTheDefaultHeadersIsRefused() {
            assertThatExceptionOfType(ToolException.class)
                    .isThrownBy(() -> new HttpSettings(
                            base(""),
                            List.of(),
                            Map.of("authorization", "x"),
                            5,
                            "X-API-Key",
                            false,
                            Optional.empty(),
                            List.of()))
                    .withMessageContaining("credential");
        }
    }

    @Test
    void writingToolsAreRepeatableOnlyWhereTheOtherSystemHonoursTheKey() {
        var honest = new HttpSettings(base(""), List.of(), Map.of(), 5, "X-API-Key", true, Optional.empty(), List.of());

        assertThat(tool(based(""), "http_post").definition().idempotent()).isFalse();
        assertThat(tool(honest, "http_post").definition().idempotent()).isTrue();
    }

    @Test
    void aRefusedCredentialFailsTheCheck() {
        server.answers(401, "text/plain", "who?");

        assertThatExceptionOfType(ToolException.class)
                .isThrownBy(() -> new HttpConnector(based(""), new TestContext()).check(TestCall.anonymous()))
                .satisfies(failure -> assertThat(failure.reason()).isEqualTo(Reason.UNAUTHENTICATED));
    }

    private MapAssert<String, Object> result(HttpArguments.Call arguments) throws InterruptedException {
        return assertThat(call(based(""), TestCall.anonymous(), arguments))
                .asInstanceOf(InstanceOfAssertFactories.map(String.class, Object.class));
    }

    private ToolException fails(HttpArguments.Call arguments, Reason reason) {
        return assertThatExceptionOfType(ToolException.class)
                .isThrownBy(() -> call(based(""), TestCall.anonymous(), arguments))
                .satisfies(failure -> assertThat(failure.reason()).isEqualTo(reason))
                .actual();
    }

    @SuppressWarnings("unchecked") // the tool is looked up by the name that goes with these arguments
    private Object call(HttpSettings settings, ToolCall call, HttpArguments.Call arguments)
            throws InterruptedException {
        var tool = (Tool<HttpArguments.Call>) tool(settings, "http_request");
        return tool.handler().handle(arguments, call).structured();
    }

    private Tool<?> tool(HttpSettings settings, String name) {
        return new HttpConnector(settings, new TestContext())
                .tools().stream()
                        .filter(tool -> tool.definition().name().equals(name))
                        .findFirst()
                        .orElseThrow();
    }

    private HttpSettings based(String path) {
        return new HttpSettings(base(path), List.of(), Map.of(), 5, "X-API-Key", false, Optional.empty(), List.of());
    }

    private Optional<URI> base(String path) {
        return Optional.of(URI.create(server.address() + path));
    }

    private static HttpArguments.Call get(String url) {
        return new HttpArguments.Call(GET, url, Map.of(), Map.of(), Optional.empty(), Optional.empty(), List.of());
    }

    private static HttpArguments.Call post(Object body) {
        return new HttpArguments.Call(POST, "/", Map.of(), Map.of(), Optional.of(body), Optional.empty(), List.of());
    }
}
