package dev.signalbox.platform.outbound;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import dev.signalbox.connector.ConnectorHttp.Request;
import dev.signalbox.connector.HttpBody;
import dev.signalbox.connector.ToolException;
import dev.signalbox.connector.ToolException.Reason;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class GuardedHttpTest {

    private HttpServer server;
    private GuardedHttp http;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.start();
        http = OutboundFixture.http("127.0.0.1:" + server.getAddress().getPort());
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void aRequestArrivesAsItWasMade() throws Exception {
        server.createContext("/", exchange -> {
            var text = exchange.getRequestMethod() + " " + exchange.getRequestURI() + " "
                    + exchange.getRequestHeaders().getFirst("X-Team") + " "
                    + exchange.getRequestHeaders().getFirst("Host") + " "
                    + new String(exchange.getRequestBody().readAllBytes(), UTF_8);
            answer(exchange, 201, text.getBytes(UTF_8));
        });

        var response = http.send(Request.of("POST", at("/a%20b?c=d"))
                .withHeader("X-Team", "red")
                .withBody(HttpBody.of("hello"), "text/plain"));

        assertThat(response.status()).isEqualTo(201);
        assertThat(response.body().text(UTF_8))
                .isEqualTo(
                        "POST /a%20b?c=d red 127.0.0.1:" + server.getAddress().getPort() + " hello");
    }

    @Test
    void aWriteWithoutABodySaysSo() throws Exception {
        server.createContext(
                "/",
                exchange -> answer(
                        exchange,
                        200,
                        exchange.getRequestHeaders().getFirst("Content-Length").getBytes(UTF_8)));

        assertThat(http.send(Request.of("POST", at("/"))).body().text(UTF_8)).isEqualTo("0");
    }

    @Test
    void aFailureStatusIsAnAnswer() throws Exception {
        server.createContext("/", exchange -> answer(exchange, 503, "later".getBytes(UTF_8)));

        assertThat(http.send(Request.of("GET", at("/"))).status()).isEqualTo(503);
    }

    @Test
    void aRedirectIsFollowedThreeTimesAndNotAFourth() throws Exception {
        server.createContext("/hop/", exchange -> {
            int left = Integer.parseInt(exchange.getRequestURI().getPath().substring(5));
            redirect(exchange, left == 0 ? "/end" : "/hop/" + (left - 1));
        });
        server.createContext("/end", exchange -> answer(exchange, 200, "there".getBytes(UTF_8)));

        assertThat(http.send(Request.of("GET", at("/hop/2"))).uri()).hasPath("/end");
        fails(Request.of("GET", at("/hop/3")), Reason.UPSTREAM_FAILED);
    }

    @Test
    void aRedirectToAnInternalAddressIsRefusedBeforeAnythingIsSentThere() throws IOException {
        var hits = new AtomicInteger();
        var inside = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        inside.createContext("/", exchange -> {
            hits.incrementAndGet();
            answer(exchange, 200, new byte[0]);
        });
        inside.start();
        try {
            server.createContext(
                    "/",
                    exchange -> redirect(
                            exchange, "http://127.0.0.1:" + inside.getAddress().getPort() + "/secret"));

            fails(Request.of("GET", at("/")), Reason.PERMISSION_DENIED);

            assertThat(hits).hasValue(0);
        } finally {
            inside.stop(0);
        }
    }

    @Test
    void anInflatedAnswerIsRead() throws Exception {
        server.createContext("/", exchange -> {
            exchange.getResponseHeaders().set("Content-Encoding", "gzip");
            answer(exchange, 200, gzip("hello".getBytes(UTF_8)));
        });

        var response = http.send(Request.of("GET", at("/")));

        assertThat(response.body().text(UTF_8)).isEqualTo("hello");
        assertThat(response.headers()).doesNotContainKey("content-encoding");
    }

    @Test
    void aSmallAnswerThatInflatesToAHugeOneIsRefused() {
        server.createContext("/", exchange -> {
            exchange.getResponseHeaders().set("Content-Encoding", "gzip");
            answer(exchange, 200, gzip(new byte[100_000]));
        });

        fails(Request.of("GET", at("/")), Reason.UPSTREAM_FAILED);
    }

    @Test
    void anAnswerThatIsTooLargeIsRefused() {
        server.createContext("/", exchange -> answer(exchange, 200, new byte[1_001]));

        fails(Request.of("GET", at("/")), Reason.UPSTREAM_FAILED);
    }

    @Test
    void anAnswerWithoutEndIsCutOff() {
        server.createContext("/", exchange -> {
            exchange.sendResponseHeaders(200, 0);
            try {
                while (true) {
                    exchange.getResponseBody().write(new byte[512]);
                    exchange.getResponseBody().flush();
                }
            } catch (IOException cutOff) {
                exchange.close();
            }
        });

        fails(Request.of("GET", at("/")), Reason.UPSTREAM_FAILED);
    }

    @Test
    void aReadWithoutAnswerIsUnavailable() {
        var over = new CountDownLatch(1);
        server.createContext("/", holding(over));

        fails(Request.of("GET", at("/")).withTimeout(Duration.ofMillis(300)), Reason.UNAVAILABLE);
        over.countDown();
    }

    @Test
    void aWriteWithoutAnswerIsOfUnknownOutcome() {
        var over = new CountDownLatch(1);
        server.createContext("/", holding(over));

        fails(Request.of("POST", at("/")).withTimeout(Duration.ofMillis(300)), Reason.OUTCOME_UNKNOWN);
        over.countDown();
    }

    @Test
    @SuppressWarnings("try") // closed early on purpose: that ends the acceptor
    void aWriteIsNeverSentTwiceOnItsOwn() throws Exception {
        var requests = new AtomicInteger();
        Thread acceptor;
        try (var closing = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            acceptor = Thread.ofVirtual().start(() -> closeEachAfterItsRequest(closing, requests));
            var client = OutboundFixture.http("127.0.0.1:" + closing.getLocalPort());
            var request = Request.of("POST", URI.create("http://127.0.0.1:" + closing.getLocalPort() + "/"));

            assertThatExceptionOfType(ToolException.class)
                    .isThrownBy(() -> client.send(request))
                    .satisfies(failure -> assertThat(failure.reason()).isEqualTo(Reason.OUTCOME_UNKNOWN));
        }

        acceptor.join();
        assertThat(requests).hasValue(1);
    }

    @Test
    void aWriteThatNobodyAcceptsIsUnavailable() throws IOException {
        int free;
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            free = socket.getLocalPort();
        }

        assertThatExceptionOfType(ToolException.class)
                .isThrownBy(() -> OutboundFixture.http("127.0.0.1:" + free)
                        .send(Request.of("POST", URI.create("http://127.0.0.1:" + free + "/"))))
                .satisfies(failure -> assertThat(failure.reason()).isEqualTo(Reason.UNAVAILABLE));
    }

    @Test
    void headersThatFrameAMessageAreRefused() {
        fails(Request.of("GET", at("/")).withHeader("transfer-encoding", "chunked"), Reason.INVALID_ARGUMENT);
        fails(Request.of("GET", at("/")).withHeader("Host", "elsewhere.example"), Reason.INVALID_ARGUMENT);
        fails(Request.of("GET", at("/")).withHeader("X-A", "b\r\nX-C: d"), Reason.INVALID_ARGUMENT);
    }

    @Test
    void anInterruptEndsTheWaiting() throws Exception {
        var over = new CountDownLatch(1);
        var arrived = new CountDownLatch(1);
        server.createContext("/", exchange -> {
            arrived.countDown();
            holding(over).handle(exchange);
        });
        var outcome = new CompletableFuture<Throwable>();
        var caller = Thread.ofVirtual().start(() -> {
            try {
                http.send(Request.of("GET", at("/")));
                outcome.complete(new AssertionError("answered"));
            } catch (InterruptedException | RuntimeException e) {
                outcome.complete(e);
            }
        });

        arrived.await();
        caller.interrupt();

        assertThat(outcome.get(2, TimeUnit.SECONDS)).isInstanceOf(InterruptedException.class);
        over.countDown();
    }

    private void fails(Request request, Reason reason) {
        assertThatExceptionOfType(ToolException.class)
                .isThrownBy(() -> http.send(request))
                .satisfies(failure -> assertThat(failure.reason()).isEqualTo(reason));
    }

    private URI at(String path) {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
    }

    private static void closeEachAfterItsRequest(ServerSocket server, AtomicInteger requests) {
        while (!server.isClosed()) {
            try (var socket = server.accept()) {
                if (socket.getInputStream().read() != -1) {
                    requests.incrementAndGet();
                }
            } catch (IOException closed) {
                return;
            }
        }
    }

    private static HttpHandler holding(CountDownLatch over) {
        return exchange -> {
            try {
                over.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            exchange.close();
        };
    }

    private static void redirect(HttpExchange exchange, String location) throws IOException {
        exchange.getResponseHeaders().set("Location", location);
        answer(exchange, 302, new byte[0]);
    }

    private static void answer(HttpExchange exchange, int status, byte[] body) throws IOException {
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    private static byte[] gzip(byte[] plain) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var zipped = new GZIPOutputStream(bytes)) {
            zipped.write(plain);
        }
        return bytes.toByteArray();
    }
}
