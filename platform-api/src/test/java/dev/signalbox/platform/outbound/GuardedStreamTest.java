package dev.signalbox.platform.outbound;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.sun.net.httpserver.HttpServer;
import dev.signalbox.connector.ConnectorHttp.Request;
import dev.signalbox.connector.HttpBody;
import dev.signalbox.connector.ToolException;
import dev.signalbox.connector.ToolException.Reason;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class GuardedStreamTest {

    private HttpServer server;
    private GuardedHttp http;
    private final CountDownLatch goOn = new CountDownLatch(1);

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.start();
        http = OutboundFixture.http("127.0.0.1:" + server.getAddress().getPort());
    }

    @AfterEach
    void stop() {
        goOn.countDown();
        server.stop(0);
    }

    @Test
    void whatIsSaidEarlyIsHeardEarly() throws Exception {
        server.createContext("/", exchange -> {
            exchange.sendResponseHeaders(200, 0);
            exchange.getResponseBody().write("first".getBytes(UTF_8));
            exchange.getResponseBody().flush();
            await(goOn);
            exchange.getResponseBody().write("second".getBytes(UTF_8));
            exchange.close();
        });

        try (var answer = http.open(Request.of("GET", at("/")))) {
            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.next().orElseThrow().text(UTF_8)).isEqualTo("first");
            goOn.countDown();
            assertThat(answer.next().orElseThrow().text(UTF_8)).isEqualTo("second");
            assertThat(answer.next()).isEmpty();
            assertThat(answer.next()).isEmpty();
        }
    }

    @Test
    void whoStopsListeningEndsTheConnection() throws Exception {
        var noticed = new CompletableFuture<Boolean>();
        server.createContext("/", exchange -> {
            exchange.sendResponseHeaders(200, 0);
            exchange.getResponseBody().write(new byte[10]);
            exchange.getResponseBody().flush();
            await(goOn);
            try {
                while (true) {
                    exchange.getResponseBody().write(new byte[1024]);
                    exchange.getResponseBody().flush();
                }
            } catch (IOException _) {
                noticed.complete(true);
            }
        });

        try (var answer = http.open(Request.of("GET", at("/")))) {
            answer.next();
        }
        goOn.countDown();

        assertThat(noticed.get(5, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void anEndlessAnswerEndsAtTheLimit() {
        server.createContext("/", exchange -> {
            exchange.sendResponseHeaders(200, 0);
            try {
                while (true) {
                    exchange.getResponseBody().write(new byte[64 * 1024]);
                }
            } catch (IOException _) {
                exchange.close();
            }
        });

        assertThatExceptionOfType(ToolException.class)
                .isThrownBy(() -> drain(Request.of("GET", at("/"))))
                .satisfies(refused -> assertThat(refused.reason()).isEqualTo(Reason.UPSTREAM_FAILED))
                .withMessageContaining("larger than");
    }

    @Test
    void anAnswerThatDoesNotEndInTimeLeavesAWriteOpen() {
        server.createContext("/", exchange -> {
            exchange.sendResponseHeaders(200, 0);
            exchange.getResponseBody().write("a".getBytes(UTF_8));
            exchange.getResponseBody().flush();
            await(goOn);
            exchange.close();
        });
        var request = Request.of("POST", at("/"))
                .withBody(HttpBody.of("{}"), "application/json")
                .withTimeout(Duration.ofMillis(300));

        assertThatExceptionOfType(ToolException.class)
                .isThrownBy(() -> drain(request))
                .satisfies(refused -> assertThat(refused.reason()).isEqualTo(Reason.OUTCOME_UNKNOWN))
                .withMessage("127.0.0.1 did not finish its answer in time.");
    }

    @Test
    void aRedirectToAnInternalAddressIsRefused() {
        server.createContext("/", exchange -> {
            exchange.getResponseHeaders().set("Location", "http://[::ffff:10.0.0.1]/");
            exchange.sendResponseHeaders(302, -1);
            exchange.close();
        });

        assertThatExceptionOfType(ToolException.class)
                .isThrownBy(() -> drain(Request.of("GET", at("/"))))
                .satisfies(refused -> assertThat(refused.reason()).isEqualTo(Reason.PERMISSION_DENIED));
    }

    @Test
    void anInterruptedListenerStops() throws Exception {
        server.createContext("/", exchange -> {
            exchange.sendResponseHeaders(200, 0);
            exchange.getResponseBody().flush();
            await(goOn);
            exchange.close();
        });
        var ended = new CompletableFuture<Throwable>();
        var listener = Thread.ofVirtual().start(() -> {
            try {
                drain(Request.of("GET", at("/")));
            } catch (InterruptedException | RuntimeException e) {
                ended.complete(e);
            }
        });

        listener.interrupt();

        assertThat(ended.get(5, TimeUnit.SECONDS)).isInstanceOf(InterruptedException.class);
    }

    private void drain(Request request) throws InterruptedException {
        try (var answer = http.open(request)) {
            while (answer.next().isPresent()) {
                assertThat(answer.status()).isEqualTo(200);
            }
        }
    }

    private URI at(String path) {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
    }

    private static void await(CountDownLatch latch) throws IOException {
        try {
            assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }
}
