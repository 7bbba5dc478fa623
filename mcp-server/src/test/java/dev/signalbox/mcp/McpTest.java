package dev.signalbox.mcp;

import static org.awaitility.Awaitility.await;

import dev.signalbox.mcp.fake.FakePlatform;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** The whole server on a free port, with a fake platform behind it. */
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {"server.address=127.0.0.1", "management.server.address=127.0.0.1", "management.server.port=0"})
public abstract class McpTest {

    /** A new one for each test, so that nothing is remembered from the test before. */
    protected final String token = "pat_" + UUID.randomUUID().toString().replace("-", "");

    protected static final FakePlatform PLATFORM = new FakePlatform();

    protected static final String[] ALL_RIGHTS = {
        "workflow:read", "workflow:edit", "workflow:run", "task:read", "task:complete", "analytics:read"
    };

    @LocalServerPort
    private int port;

    @DynamicPropertySource
    static void settings(DynamicPropertyRegistry registry) {
        registry.add("signalbox.platform.url", PLATFORM::url);
        registry.add("signalbox.service.secret", () -> FakePlatform.SERVICE_SECRET);
    }

    @BeforeEach
    void aPlatformThatKnowsOneToken() {
        PLATFORM.reset();
        PLATFORM.knows(token, FakePlatform.Holder.with(ALL_RIGHTS));
        // Mostly there already: a tenth of a second before each of two thousand tests is minutes
        await().pollDelay(Duration.ZERO).until(() -> PLATFORM.revocationReaders() > 0);
    }

    protected String address() {
        return "http://127.0.0.1:" + port;
    }

    protected ModernClient modern() {
        return modernAt("/mcp");
    }

    protected ModernClient modernAt(String path) {
        return new ModernClient(address() + path, token);
    }

    protected RawClient raw() {
        return withToken(token);
    }

    protected RawClient withToken(String token) {
        return anonymous().header("Authorization", "Bearer " + token);
    }

    protected RawClient anonymous() {
        return at("/mcp");
    }

    protected RawClient at(String path) {
        return new RawClient(address() + path);
    }
}
