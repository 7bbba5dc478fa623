package dev.signalbox.platform.outbound;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import dev.signalbox.connector.ConnectorHttp.Request;
import dev.signalbox.connector.ToolException;
import dev.signalbox.connector.ToolException.Reason;
import io.netty.handler.ssl.SslContextBuilder;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server whose certificate is for localhost and signed by itself. */
class GuardedHttpTlsTest {

    private static final char[] PASSWORD = "changeit".toCharArray();

    @TempDir
    private Path folder;

    private final AtomicInteger requests = new AtomicInteger();
    private KeyStore keys;
    private HttpsServer server;

    @BeforeEach
    void start() throws Exception {
        keys = keys();
        server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(context()));
        server.createContext("/", exchange -> {
            requests.incrementAndGet();
            var host = exchange.getRequestHeaders().getFirst("Host").getBytes(UTF_8);
            exchange.sendResponseHeaders(200, host.length);
            exchange.getResponseBody().write(host);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void aTrustedServerIsCalledByItsName() throws Exception {
        var response = trusting().send(Request.of("GET", at("localhost")));

        assertThat(response.body().text(UTF_8))
                .isEqualTo("localhost:" + server.getAddress().getPort());
    }

    @Test
    void aTrustedServerUnderAnotherNameIsRefused() {
        refused(trusting(), "127.0.0.1");
    }

    @Test
    void aServerNobodyVouchesForIsRefusedBeforeAnythingIsSent() {
        refused(OutboundFixture.http("localhost"), "localhost");
    }

    private void refused(GuardedHttp http, String host) {
        assertThatExceptionOfType(ToolException.class)
                .isThrownBy(() -> http.send(Request.of("POST", at(host))))
                .satisfies(failure -> assertThat(failure.reason()).isEqualTo(Reason.UNAVAILABLE))
                .withMessageContaining("certificate");
        assertThat(requests).hasValue(0);
    }

    private GuardedHttp trusting() {
        try {
            var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(keys);
            return OutboundFixture.http(
                    SslContextBuilder.forClient().trustManager(trust).build(), "localhost", "127.0.0.1");
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private URI at(String host) {
        return URI.create("https://" + host + ":" + server.getAddress().getPort() + "/");
    }

    private SSLContext context() throws GeneralSecurityException {
        var own = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        own.init(keys, PASSWORD);
        var context = SSLContext.getInstance("TLS");
        context.init(own.getKeyManagers(), null, null);
        return context;
    }

    /** The JDK makes certificates with a tool only. */
    private KeyStore keys() throws Exception {
        var file = folder.resolve("server.p12");
        var keytool = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
        var made = new ProcessBuilder(
                        keytool,
                        "-genkeypair",
                        "-alias",
                        "server",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=localhost",
                        "-ext",
                        "SAN=dns:localhost",
                        "-validity",
                        "2",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        file.toString(),
                        "-storepass",
                        new String(PASSWORD))
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("keytool.log").toFile())
                .start();
        assertThat(made.waitFor()).as(() -> log(folder)).isZero();
        try (var bytes = Files.newInputStream(file)) {
            var store = KeyStore.getInstance("PKCS12");
            store.load(bytes, PASSWORD);
            return store;
        }
    }

    private static String log(Path folder) {
        try {
            return Files.readString(folder.resolve("keytool.log"));
        } catch (IOException e) {
            return "keytool wrote nothing";
        }
    }
}
