package dev.signalbox.platform.connectors;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.platform.ApiTest;
import dev.signalbox.platform.runs.TestRuns;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalManagementPort;
import org.springframework.test.web.reactive.server.WebTestClient;

/** What {@code docs/connectors.md} tells authors to do, done with what stands there. */
class AuthorsPageApiTest extends ApiTest {

    private static final Path PAGE = Path.of("../docs/connectors.md");

    @LocalManagementPort
    private int management;

    private InstalledJars jars;

    @AfterEach
    void remove() throws IOException {
        jars.removeAll();
    }

    @Test
    void thePluginOfThePageWorksInAWorkflow() throws IOException {
        var page = Files.readString(PAGE);
        var tenant = tenants.aTenant();
        var client = as(tenant.token());
        jars = new InstalledJars(management);

        jars.install("dice", "1.0.0", block(page, "java", "class DicePlugin"));
        post(client, "/v1/mcp/instances", found(page, "-d '(\\{\"connector_id\": \"dice\".*?)'"));
        var workflow = post(client, "/v1/workflows", block(page, "json", "connector://dice"));
        post(client, "/v1/workflows/" + workflow + "/versions", "{}");
        var runs = new TestRuns(client);
        var run = runs.start(workflow);
        runs.awaitEnd(workflow, run);

        assertThat(runs.get("/v1/workflows/%s/runs/%s/context".formatted(workflow, run))
                        .toString())
                .containsPattern("You rolled \\d+");
    }

    private static UUID post(WebTestClient client, String path, String body) {
        var made = TestRuns.json(client.post()
                .uri(path)
                .header("Content-Type", "application/json")
                .bodyValue(body)
                .exchange()
                .expectStatus()
                .isCreated());
        return made.has("id") ? UUID.fromString(made.get("id").asString()) : new UUID(0, 0);
    }

    private static String block(String page, String language, String with) {
        return Pattern.compile("```" + language + "\n(.*?)\n```", Pattern.DOTALL)
                .matcher(page)
                .results()
                .map(block -> block.group(1))
                .filter(block -> block.contains(with))
                .findFirst()
                .orElseThrow();
    }

    private static String found(String page, String pattern) {
        var found = Pattern.compile(pattern, Pattern.DOTALL).matcher(page);
        assertThat(found.find()).as(pattern).isTrue();
        return found.group(1);
    }
}
