package dev.signalbox.platform.outbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.sun.net.httpserver.HttpServer;
import dev.signalbox.connector.ConnectorHttp.Request;
import dev.signalbox.connector.ToolException;
import dev.signalbox.connector.ToolException.Reason;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ForbiddenAddressesTest {

    private static final String HOSTS = "dev.signalbox.platform.outbound.ForbiddenAddresses#hosts";

    private final AtomicInteger requests = new AtomicInteger();
    private HttpServer server;

    @BeforeEach
    void start() throws Exception {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @ParameterizedTest
    @MethodSource(HOSTS)
    void noRequestReachesThem(String host) {
        answering(302, "/");

        refused(host, address -> ForbiddenAddresses.http().send(Request.of("GET", address)));
        assertThat(requests).hasValue(0);
    }

    @ParameterizedTest
    @MethodSource(HOSTS)
    void noConnectionReachesThem(String host) {
        assertThatExceptionOfType(ToolException.class)
                .isThrownBy(() -> ForbiddenAddresses.dial().dial(host, port(), Duration.ofSeconds(1)))
                .satisfies(failure -> assertThat(failure.reason())
                        .isIn(Reason.PERMISSION_DENIED, Reason.INVALID_ARGUMENT, Reason.UNAVAILABLE));
        assertThat(requests).hasValue(0);
    }

    @ParameterizedTest
    @MethodSource(HOSTS)
    void noRedirectLeadsThere(String host) {
        // The server itself is opened, under its own port; whatever it points at is judged anew.
        var target = "https://" + host + ":8443/latest/meta-data";
        answering(307, target);
        var start = URI.create("http://127.0.0.1:" + port() + "/");

        assertThatExceptionOfType(ToolException.class)
                .isThrownBy(() -> ForbiddenAddresses.http("127.0.0.1:" + port()).send(Request.of("GET", start)))
                .satisfies(failure -> assertThat(failure.reason())
                        .as(failure.getMessage())
                        // Not every spelling gets through a header: then there is no answer.
                        .isIn(
                                Reason.PERMISSION_DENIED,
                                Reason.INVALID_ARGUMENT,
                                Reason.UPSTREAM_FAILED,
                                Reason.UNAVAILABLE));
        assertThat(requests).hasValue(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.1.1.1,127.0.0.1", "127.0.0.1,1.1.1.1"})
    void aNameIsAskedForOnceAndTheAnswerIsWhatIsConnectedTo(String answers) throws Exception {
        answering(200, "/");
        var given = List.of(answers.split(","));
        var asked = new AtomicInteger();
        var http = ForbiddenAddresses.http(
                host -> new InetAddress[] {InetAddress.getByName(given.get(asked.getAndIncrement() % 2))});
        var request = Request.of("GET", new URI("https://twofaced.example:" + port() + "/"))
                .withTimeout(Duration.ofMillis(300));

        assertThatExceptionOfType(ToolException.class).isThrownBy(() -> http.send(request));

        assertThat(asked).hasValue(1);
        assertThat(requests).hasValue(0);
    }

    @Test
    void theRestOfTheWorldIsNotAmongThem() throws Exception {
        var guard = new AddressGuard(OutboundFixture.settings(), InetAddress::getAllByName);

        assertThat(guard.admit(new URI("https://1.1.1.1/"))).hasSize(1);
        assertThat(guard.admit(new URI("https://[2606:4700:4700::1111]/"))).hasSize(1);
    }

    @FunctionalInterface
    private interface Way {
        void to(URI address) throws InterruptedException;
    }

    /** Some are no address at all, and are refused before anybody looks where they lead. */
    private void refused(String host, Way way) {
        for (var scheme : List.of("https", "http")) {
            URI address;
            try {
                address = new URI(scheme + "://" + host + ":" + port() + "/");
            } catch (URISyntaxException e) {
                assertThat(e).hasMessageContaining(host);
                return;
            }
            assertThatExceptionOfType(ToolException.class)
                    .isThrownBy(() -> way.to(address))
                    .satisfies(failure -> assertThat(failure.reason())
                            .as(failure.getMessage())
                            .isIn(Reason.PERMISSION_DENIED, Reason.INVALID_ARGUMENT));
        }
    }

    private int port() {
        return server.getAddress().getPort();
    }

    private void answering(int status, String location) {
        server.createContext("/", exchange -> {
            requests.incrementAndGet();
            exchange.getResponseHeaders().set("Location", location);
            exchange.sendResponseHeaders(status, -1);
            exchange.close();
        });
    }
}
