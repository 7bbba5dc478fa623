package dev.signalbox.platform.host;

import dev.signalbox.platform.ApiTest;
import dev.signalbox.platform.TestTenants.TestTenant;
import dev.signalbox.platform.llm.ModelServer;
import dev.signalbox.platform.runs.TestRuns;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import tools.jackson.databind.JsonNode;

/** A platform with language models: one provider of each wire, and two that are not set up well. */
abstract class ModelApiTest extends ApiTest {

    static final String OPENAI = "direct.open.gpt-4o";
    static final String ANTHROPIC = "direct.claude.claude-sonnet-5";

    private static final ModelServer SERVER = new ModelServer();

    final ModelServer model = SERVER;
    TestTenant tenant;
    TestRuns runs;

    @DynamicPropertySource
    static void providers(DynamicPropertyRegistry registry) {
        registry.add("signalbox.llm.providers.open.base-url", SERVER::baseUrl);
        registry.add("signalbox.llm.providers.open.api-key", () -> ModelServer.KEY);
        registry.add("signalbox.llm.providers.open.models", () -> "gpt-4o");
        registry.add("signalbox.llm.providers.claude.kind", () -> "anthropic");
        registry.add("signalbox.llm.providers.claude.base-url", SERVER::baseUrl);
        registry.add("signalbox.llm.providers.claude.api-key", () -> ModelServer.KEY);
        registry.add("signalbox.llm.providers.claude.models", () -> "claude-sonnet-5");
        registry.add("signalbox.llm.providers.refused.base-url", SERVER::baseUrl);
        registry.add("signalbox.llm.providers.refused.api-key", () -> "sk-of-somebody-else-0123456789");
        registry.add("signalbox.llm.providers.keyless.models", () -> "gpt-4o-mini");
    }

    @BeforeEach
    void openATenant() {
        model.forget();
        tenant = tenants.aTenant();
        runs = new TestRuns(as(tenant.token()));
    }

    JsonNode question() throws InterruptedException {
        return Objects.requireNonNull(model.next(), "nobody asked").body();
    }

    static String code(JsonNode summary) {
        return summary.path("error").path("code").asString("");
    }

    static String message(JsonNode summary) {
        return summary.path("error").path("message").asString("");
    }

    List<JsonNode> events(UUID workflow, String run, String type) {
        return runs.events(workflow, run).stream()
                .filter(event -> event.path("type").stringValue().equals(type))
                .map(event -> event.path("data"))
                .toList();
    }
}
