package dev.signalbox.platform;

import dev.signalbox.platform.plugins.TestPluginJar;
import dev.signalbox.platform.vault.TestMasterKey;
import dev.signalbox.postgres.TestDatabase;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.test.web.reactive.server.WebTestClient.ResponseSpec;
import tools.jackson.databind.JsonNode;

/** The whole platform on a real port with a real database; one for all tests of a JVM, in which each test opens its own tenants. */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@Import(TestTenants.class)
public abstract class ApiTest {

    public static final String SERVICE_SECRET = "service-secret-of-the-tests-0123456789";
    public static final String BOOTSTRAP_TOKEN = "bootstrap-token-of-the-tests";

    @LocalServerPort
    protected int port;

    @Autowired
    protected TestTenants tenants;

    @DynamicPropertySource
    static void settings(DynamicPropertyRegistry registry) {
        registry.add("server.address", () -> "127.0.0.1");
        registry.add("management.server.port", () -> "0");
        registry.add("management.server.address", () -> "127.0.0.1");
        registry.add("signalbox.root-key", () -> "MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=");
        registry.add("signalbox.vault.master-key-file", () -> Settings.MASTER_KEY);
        registry.add("signalbox.service.secret", () -> SERVICE_SECRET);
        registry.add("signalbox.audit.signing-key", () -> "YXVkaXQtc2lnbmluZy1rZXktb2YtdGhlLXRlc3RzLi4=");
        registry.add("signalbox.audit.sign-every", () -> "1h");
        registry.add("signalbox.bootstrap.token", () -> BOOTSTRAP_TOKEN);
        registry.add("signalbox.signin.issuer", Settings.SIGN_IN::issuer);
        registry.add("signalbox.signin.jwk-set-uri", Settings.SIGN_IN::jwkSetUri);
        registry.add("signalbox.plugins.folder", TestPluginJar::folder);
        registry.add("signalbox.plugins.allow-unsigned", () -> "true");
        registry.add("signalbox.connectors.allowed-internal-hosts", () -> "127.0.0.1");
        registry.add("signalbox.database.host", Settings.DATABASE::host);
        registry.add("signalbox.database.port", Settings.DATABASE::port);
        registry.add("signalbox.database.name", Settings.DATABASE::name);
        registry.add("signalbox.database.owner.password", Settings.DATABASE::ownerPassword);
        registry.add("signalbox.database.app.password", Settings.DATABASE::appPassword);
    }

    /** The database of this JVM's platform. */
    public static TestDatabase database() {
        return Settings.DATABASE;
    }

    /** The sign-in this JVM's platform trusts. */
    protected static TestSignIn trustedSignIn() {
        return Settings.SIGN_IN;
    }

    /** The file with the master keys of this JVM's platform. */
    protected static Path masterKeyFile() {
        return Settings.MASTER_KEY;
    }

    /** Without any credential. */
    protected WebTestClient anonymous() {
        return WebTestClient.bindToServer()
                .baseUrl("http://127.0.0.1:" + port)
                .responseTimeout(Duration.ofSeconds(20))
                .build();
    }

    protected WebTestClient as(String token) {
        return anonymous()
                .mutate()
                .defaultHeader("Authorization", "Bearer " + token)
                .build();
    }

    protected WebTestClient asService() {
        return anonymous()
                .mutate()
                .defaultHeader("Authorization", "Service " + SERVICE_SECRET)
                .build();
    }

    protected static JsonNode body(ResponseSpec response) {
        return Objects.requireNonNull(
                response.expectBody(JsonNode.class).returnResult().getResponseBody());
    }

    private static final class Settings {
        static final TestDatabase DATABASE = TestDatabase.fresh();
        static final TestSignIn SIGN_IN = TestSignIn.start();
        static final Path MASTER_KEY = TestMasterKey.fresh();
    }
}
