package dev.signalbox.connector.remotemcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.signalbox.connector.Credential;
import dev.signalbox.connector.Secret;
import dev.signalbox.connector.ToolException;
import dev.signalbox.connector.ToolException.Reason;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RemoteMcpProtocolTest extends RemoteServer {

    @Test
    void aModernServerIsSpokenToWithoutAHandshake() throws Exception {
        server.modern = true;
        validate();

        assertThat(call("echo", Map.of("text", "hi"))).containsEntry("text", "done");

        assertThat(server.methods()).containsExactly("server/discover", "tools/list", "tools/call");
        var sent = server.last("tools/call");
        assertThat(sent.headers())
                .containsEntry("mcp-protocol-version", "2026-07-28")
                .containsEntry("mcp-method", "tools/call")
                .containsEntry("mcp-name", "echo");
        assertThat(sent.message()
                        .path("params")
                        .path("_meta")
                        .path("io.modelcontextprotocol/protocolVersion")
                        .asString())
                .isEqualTo("2026-07-28");
        assertThat(sent.message().path("params").path("arguments").path("text").asString())
                .isEqualTo("hi");
    }

    @Test
    void anOlderServerGetsAHandshakeAndItsSession() throws Exception {
        validate();

        assertThat(call("echo", Map.of())).containsEntry("text", "done");

        assertThat(server.methods())
                .containsExactly(
                        "server/discover", "initialize", "notifications/initialized", "tools/list", "tools/call");
        assertThat(server.last("tools/call").headers())
                .containsEntry("mcp-session-id", "session-1")
                .containsEntry("mcp-protocol-version", "2025-06-18");
    }

    @Test
    void anOlderServerMayKeepNoSessions() throws Exception {
        server.sessions = false;
        validate();

        assertThat(call("echo", Map.of())).containsEntry("text", "done");

        assertThat(server.last("tools/call").headers()).doesNotContainKey("mcp-session-id");
    }

    @Test
    void aSessionThatIsForgottenIsBegunAnew() throws Exception {
        validate();
        server.session = "session-2";

        assertThat(call("echo", Map.of())).containsEntry("text", "done");

        assertThat(server.last("tools/call").headers()).containsEntry("mcp-session-id", "session-2");
    }

    @Test
    void eachCredentialHasASessionOfItsOwn() throws Exception {
        validate();

        call("echo", Map.of(), new TestCall(new Credential.Bearer(Secret.of("one"))));
        call("echo", Map.of(), new TestCall(new Credential.Bearer(Secret.of("one"))));
        call("echo", Map.of(), new TestCall(new Credential.Bearer(Secret.of("two"))));

        assertThat(server.methods().stream().filter("initialize"::equals)).hasSize(3);
        assertThat(server.last("tools/call").headers()).containsEntry("authorization", "Bearer two");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void whatIsSaidBeforeTheAnswerIsHeard(boolean modern) throws Exception {
        server.modern = modern;
        server.call = answering -> {
            answering.stream();
            answering.event(": alive");
            answering.says("""
                    {"jsonrpc": "2.0", "method": "notifications/progress",
                    "params": {"progressToken": 1, "progress": 1, "total": 4, "message": "Für Dich\u202e"}}""");
            answering.says("{\"jsonrpc\": \"2.0\", \"id\": %s, \"result\": {\"content\": []}}"
                    .formatted(answering.message().path("id")));
        };
        validate();
        var call = new TestCall();

        call("echo", Map.of(), call);

        assertThat(call.heard()).containsExactly("0.25 Für Dich");
    }

    @Test
    void whatAServerAsksItsClientIsAnsweredPolitely() throws Exception {
        server.call = answering -> {
            answering.stream();
            for (var method :
                    new String[] {"ping", "roots/list", "elicitation/create", "sampling/createMessage", "odd"}) {
                answering.says(
                        "{\"jsonrpc\": \"2.0\", \"id\": \"q-%s\", \"method\": \"%s\"}".formatted(method, method));
            }
            answering.says("{\"jsonrpc\": \"2.0\", \"id\": %s, \"result\": {\"content\": []}}"
                    .formatted(answering.message().path("id")));
        };
        validate();

        call("echo", Map.of());

        assertThat(server.response().path("result").isEmpty()).isTrue();
        assertThat(server.response().path("result").path("roots").isArray()).isTrue();
        assertThat(server.response().path("result").path("action").asString()).isEqualTo("decline");
        assertThat(server.response().path("error").path("message").asString())
                .isEqualTo("There is no model at this end.");
        assertThat(server.response().path("error").path("code").asInt()).isEqualTo(-32601);
    }

    @Test
    void aModernServerThatAsksFirstIsToldThatNobodyIsThere() throws Exception {
        server.modern = true;
        server.call = answering -> {
            var given =
                    answering.message().path("params").path("inputResponses").path("who");
            answering.result(
                    given.path("action").asString("").equals("decline")
                            ? "{\"content\": [{\"type\": \"text\", \"text\": \"then not\"}]}"
                            : """
                    {"resultType": "input_required", "requestState": "s",
                    "inputRequests": {"who": {"method": "elicitation/create", "params": {}}}}""");
        };
        validate();

        assertThat(call("echo", Map.of())).containsEntry("text", "then not");
        assertThat(server.last("tools/call")
                        .message()
                        .path("params")
                        .path("requestState")
                        .asString())
                .isEqualTo("s");
    }

    @Test
    void aStreamThatTheServerLetsGoOfIsTakenUpAgain() throws Exception {
        server.call = answering -> {
            answering.stream();
            if (answering.exchange().getRequestMethod().equals("POST")) {
                answering.event("id: 7\nretry: 10\ndata:");
            } else {
                answering.event("id: 8\ndata: {\"jsonrpc\": \"2.0\", \"id\": %s, \"result\": {\"content\": []}}"
                        .formatted(server.last("tools/call").message().path("id")));
            }
        };
        validate();

        call("echo", Map.of());

        var back = server.seen.getLast();
        assertThat(back.verb()).isEqualTo("GET");
        assertThat(back.headers()).containsEntry("last-event-id", "7").containsEntry("mcp-session-id", "session-1");
    }

    @Test
    void aStreamThatEndsEarlyLeavesTheOutcomeOpen() throws Exception {
        server.call = answering -> {
            answering.stream();
            answering.event(": nothing more");
        };
        validate();

        refused(Reason.OUTCOME_UNKNOWN, "127.0.0.1 ended its answer before it was complete.");
    }

    @Test
    void whoStopsWaitingCancelsTheCall() throws Exception {
        var began = new CountDownLatch(1);
        var goOn = new CountDownLatch(1);
        server.call = answering -> {
            answering.stream();
            began.countDown();
            goOn.await(5, TimeUnit.SECONDS);
        };
        validate();
        var ended = new CompletableFuture<Throwable>();
        var caller = Thread.ofVirtual().start(() -> {
            try {
                call("echo", Map.of());
            } catch (InterruptedException | RuntimeException e) {
                ended.complete(e);
            }
        });
        began.await();

        caller.interrupt();

        assertThat(ended.get(3, TimeUnit.SECONDS)).isInstanceOf(InterruptedException.class);
        var cancelled =
                server.last("notifications/cancelled").message().path("params").path("requestId");
        assertThat(cancelled).isEqualTo(server.last("tools/call").message().path("id"));
        goOn.countDown();
    }

    @Test
    void aToolThatFailsSaysWhy() throws Exception {
        server.call = answering -> answering.result("""
                {"isError": true, "content": [{"type": "text", "text": "no such city"}]}""");
        validate();

        refused(Reason.UPSTREAM_FAILED, "127.0.0.1 says the tool failed: no such city");
    }

    @ParameterizedTest
    @CsvSource({
        "-32602, INVALID_ARGUMENT",
        "-32601, NOT_FOUND",
        "-32042, PERMISSION_DENIED",
        "-32021, INVALID_ARGUMENT",
        "-32000, UPSTREAM_FAILED"
    })
    void anErrorOfTheProtocolHasItsReason(int code, Reason reason) throws Exception {
        server.call = answering -> answering.error(code, "because");
        validate();

        assertThatExceptionOfType(ToolException.class)
                .isThrownBy(() -> call("echo", Map.of()))
                .satisfies(failed -> assertThat(failed.reason()).isEqualTo(reason))
                .withMessageContaining("because");
    }

    @ParameterizedTest
    @CsvSource({
        "401, UNAUTHENTICATED, wants a valid credential",
        "403, PERMISSION_DENIED, does not let this credential",
        "404, NOT_FOUND, has no MCP server at this address",
        "405, NOT_FOUND, has no MCP server at this address",
        "429, RATE_LIMITED, answers with status 429",
        "500, UPSTREAM_FAILED, answers with status 500",
        "503, UNAVAILABLE, answers with status 503"
    })
    void aStatusHasItsReason(int status, Reason reason, String message) {
        server.refuseWith = status;

        assertThatExceptionOfType(ToolException.class)
                .isThrownBy(this::validate)
                .satisfies(failed -> assertThat(failed.reason()).isEqualTo(reason))
                .withMessageContaining(message);
    }

    @Test
    void aRedirectIsNotFollowed() {
        server.refuseWith = 307;

        assertThatExceptionOfType(ToolException.class)
                .isThrownBy(this::validate)
                .withMessage("127.0.0.1 redirects elsewhere; set url to where the server really is.");
    }

    @ParameterizedTest
    @CsvSource({"text/html,<p>", "application/json,{", "application/json,17", "text/event-stream,data: {"})
    void anAnswerThatIsNoneIsRefused(String type, String text) throws Exception {
        validate();
        server.call = answering -> answering.document(type, text + "\n\n");

        assertThatExceptionOfType(ToolException.class)
                .isThrownBy(() -> call("echo", Map.of()))
                .satisfies(failed -> assertThat(failed.reason()).isEqualTo(Reason.UPSTREAM_FAILED));
    }

    @Test
    void aServerThatAsksEndlesslyIsLeft() throws Exception {
        server.call = answering -> {
            answering.stream();
            for (int i = 0; i < 30; i++) {
                answering.says("{\"jsonrpc\": \"2.0\", \"id\": %d, \"method\": \"ping\"}".formatted(i));
            }
        };
        validate();

        refused(Reason.UPSTREAM_FAILED, "127.0.0.1 asks more than 20 times in one call.");
    }

    @Test
    void partsOfAResultHaveNames() throws Exception {
        server.call = answering -> answering.result("""
                {"structuredContent": {"sum": 3}, "content": [
                {"type": "text", "text": "a"}, {"type": "text", "text": "b\u200b"},
                {"type": "image", "mimeType": "image/png", "data": "AAAA"},
                {"type": "image", "mimeType": "image/png", "data": "%s"},
                {"type": "resource", "resource": {"uri": "file:///x", "mimeType": "text/plain", "text": "x"}}]}
                """.formatted("A".repeat(70_000)));
        validate();

        var result = call("echo", Map.of());

        assertThat(result).containsEntry("text", "a\nb").containsEntry("structured", Map.of("sum", 3));
        assertThat(result.get("content").toString())
                .isEqualTo("[{type=image, mime_type=image/png, data=AAAA}, "
                        + "{type=image, mime_type=image/png, omitted_characters=70000}, "
                        + "{type=resource, uri=file:///x, text=x, mime_type=text/plain}]");
    }

    @Test
    void aResultIsCapped() throws Exception {
        server.call = answering -> answering.result("""
                {"content": [{"type": "text", "text": "%s"}]}""".formatted("a".repeat(300_000)));
        validate();

        refused(Reason.UPSTREAM_FAILED, "The tool ran, but its result is larger than 256 KiB. Ask for less.");
    }

    @Test
    void argumentsThatAServerWantsInHeadersAreThere() throws Exception {
        server.modern = true;
        server.tools.put("route", """
                {"name": "route", "inputSchema": {"type": "object", "properties": {
                "region": {"type": "string", "x-mcp-header": "Region"},
                "deep": {"type": "object", "properties": {"n": {"type": "integer", "x-mcp-header": "Depth"}}},
                "absent": {"type": "string", "x-mcp-header": "Absent"}}}}""");
        validate();

        call("route", Map.of("region", "Zürich", "deep", Map.of("n", 3)));

        assertThat(server.last("tools/call").headers())
                .containsEntry("mcp-param-region", "=?base64?WsO8cmljaA==?=")
                .containsEntry("mcp-param-depth", "3")
                .doesNotContainKey("mcp-param-absent");
    }

    private void refused(Reason reason, String message) {
        assertThatExceptionOfType(ToolException.class)
                .isThrownBy(() -> call("echo", Map.of()))
                .satisfies(failed -> assertThat(failed.reason()).isEqualTo(reason))
                .withMessage(message);
    }
}
