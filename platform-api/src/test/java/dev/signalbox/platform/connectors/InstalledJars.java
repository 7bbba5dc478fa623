package dev.signalbox.platform.connectors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.signalbox.platform.plugins.CompiledPlugin;
import dev.signalbox.platform.plugins.TestPluginJar;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.springframework.http.HttpStatus;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.JsonNode;

/** The folder of the tests' platform, as its operator handles it: by files, and on the management port. */
final class InstalledJars {

    private static final Duration LONG = Duration.ofSeconds(20);
    private static final Path FOLDER = TestPluginJar.folder();

    private final List<Path> jars = new ArrayList<>();
    private final WebTestClient operator;

    InstalledJars(int managementPort) {
        this.operator = WebTestClient.bindToServer()
                .baseUrl("http://127.0.0.1:" + managementPort)
                .responseTimeout(LONG)
                .build();
    }

    void install(String id, String version, String source) throws IOException {
        jars.add(CompiledPlugin.write(FOLDER, id, version, source));
        look();
    }

    /** Puts the next version beside the last one, and then takes that away. */
    void replace(String id, String version, String source) throws IOException {
        var before = jars.removeLast();
        install(id, version, source);
        Files.delete(before);
        look();
    }

    /** Takes away what this has installed, and waits until nothing of it is loaded. */
    void removeAll() throws IOException {
        for (var jar : jars) {
            Files.deleteIfExists(jar);
        }
        jars.clear();
        look();
        awaitDrained();
    }

    void awaitDrained() {
        await("plugins that end their calls")
                .atMost(LONG)
                .pollInterval(Duration.ofMillis(20))
                .until(() -> states().noneMatch(state -> state.endsWith("DRAINING")));
    }

    /** Such as {@code ticker 1.1 SERVING}. */
    Stream<String> states() {
        var answer = operator.get().uri("/actuator/plugins").exchange();
        answer.expectStatus().isOk();
        var all = answer.expectBody(JsonNode.class).returnResult().getResponseBody();
        return Objects.requireNonNull(all)
                .get("plugins")
                .valueStream()
                .map(plugin -> plugin.path("plugin_id").asString("") + " "
                        + plugin.path("version").asString("") + " "
                        + plugin.path("state").asString(""));
    }

    private void look() {
        assertThat(operator.post()
                        .uri("/actuator/plugins")
                        .exchange()
                        .returnResult(JsonNode.class)
                        .getStatus())
                .isEqualTo(HttpStatus.OK);
    }
}
