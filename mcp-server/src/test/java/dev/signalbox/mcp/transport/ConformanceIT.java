package dev.signalbox.mcp.transport;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.mcp.NodePackage;
import dev.signalbox.mcp.ServerProcess;
import dev.signalbox.mcp.fake.FakePlatform;
import dev.signalbox.mcp.fake.FakePlatform.Holder;
import dev.signalbox.mcp.fake.FakePlatform.Said;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The official suite against a server process. It knows no tokens, so the server is one of the profile local. */
class ConformanceIT {

    private static final String TOKEN = "pat_of_the_suite";
    private static final FakePlatform PLATFORM = new FakePlatform();
    private static final Pattern SCENARIO = Pattern.compile("(?m)^[\u2713\u2717] ([\\w-]+): \\d+ passed");
    private static final Pattern NOT_REQUIRED = Pattern.compile("(?m)^  [\u2713\u2717] ([\\w-]+) \\(");
    private static ServerProcess server;
    private static NodePackage suite;

    @BeforeAll
    static void start() throws Exception {
        PLATFORM.knows(
                TOKEN, Holder.with("workflow:read", "workflow:edit", "workflow:run", "task:read", "task:complete"));
        PLATFORM.answers("GET /v1/workflows", Said.json("{\"items\":[]}"));
        suite = NodePackage.installed("conformance");
        server = ServerProcess.start(
                ConformanceServer.class,
                PLATFORM,
                Map.of(
                        "SPRING_PROFILES_ACTIVE", "local",
                        "SIGNALBOX_PAT", TOKEN,
                        "SIGNALBOX_MCP_RECHECK", "100ms"));
    }

    @AfterAll
    static void stop() {
        server.close();
        PLATFORM.close();
    }

    /** @param scenarios how many the revision requires of a server, so that a run of none does not count */
    @ParameterizedTest
    @CsvSource({"2025-11-25,30", "2026-07-28,37"})
    void everythingARevisionRequiresIsKept(String revision, int scenarios) throws Exception {
        var said = suite.run(
                "@modelcontextprotocol/conformance/dist/index.js",
                "server",
                "--url",
                server.address(),
                "--requirements",
                revision);
        Files.writeString(Path.of("target/conformance-%s.txt".formatted(revision)), said.text());
        var required = new ArrayList<>(SCENARIO.matcher(said.text())
                .results()
                .map(line -> line.group(1))
                .toList());
        required.removeAll(NOT_REQUIRED
                .matcher(said.text())
                .results()
                .map(line -> line.group(1))
                .toList());

        assertThat(said.status()).as(said.text()).isZero();
        assertThat(required).as(said.text()).hasSize(scenarios).allMatch(one -> said.text()
                .contains("\u2713 " + one + ": "));
    }
}
