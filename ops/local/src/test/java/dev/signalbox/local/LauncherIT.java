package dev.signalbox.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** One installation from its first start over a kill to its next one: each test begins where the last one ended. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class LauncherIT {

    private static final Duration SOON = Duration.ofSeconds(40);

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    static Path data;

    private Ports ports;
    private String firstToken = "";
    private LauncherProcess launcher;

    @BeforeAll
    void chooseFreePorts() throws IOException {
        ports = Installation.freePorts();
    }

    @AfterAll
    void stopWhatStillRuns() {
        launcher.close();
    }

    @Test
    @Order(1)
    void theFirstStartPrintsAllThatAPersonNeeds() throws Exception {
        launcher = LauncherProcess.start(data, ports).awaitReady();

        assertThat(launcher.said())
                .contains(ports.address(Port.CONSOLE).toString())
                .contains(ports.address(Port.PLATFORM).toString())
                .contains(ports.address(Port.MCP) + "/mcp")
                .contains("demo@signalbox.test")
                .contains("claude mcp add --transport http signalbox");
        firstToken = token(launcher);
        assertThat(workflows(firstToken))
                .containsExactlyInAnyOrder(
                        "Health report with approval", "Branches and a retry", "A delay and two parallel paths");
    }

    @Test
    @Order(2)
    void aSecondInstanceOnTheSameDataIsRefused() throws Exception {
        try (var second = LauncherProcess.start(data, Installation.freePorts())) {
            assertThat(second.awaitEnd()).isEqualTo(1);
            assertThat(second.said().strip()).matches("Signalbox is running already on the data in \\S+: [^.]*\\.");
        }
    }

    @Test
    @Order(3)
    void stoppingEndsEveryProcess() {
        var processes = launcher.descendants();

        launcher.stop();

        assertThat(processes).hasSizeGreaterThan(3).noneMatch(ProcessHandle::isAlive);
        assertThat(launcher.said()).contains("Signalbox has stopped.");
    }

    @Test
    @Order(4)
    void theSecondStartKeepsAllDataAndTheToken() throws Exception {
        launcher = LauncherProcess.start(data, ports).awaitReady();

        assertThat(token(launcher)).isEqualTo(firstToken);
        assertThat(workflows(firstToken)).hasSize(3);
    }

    @Test
    @Order(5)
    void nothingOutlivesAKilledLauncherForLong() {
        var processes = launcher.descendants();

        launcher.kill();

        assertThat(processes).hasSizeGreaterThan(3).allSatisfy(process -> assertThat(process.onExit())
                .succeedsWithin(SOON));
    }

    @Test
    @Order(6)
    void afterAKillTheNextStartHasAllDataToo() throws Exception {
        launcher = LauncherProcess.start(data, ports).awaitReady();

        assertThat(workflows(token(launcher))).hasSize(3);
    }

    @Test
    @Order(7)
    void aProcessThatDiesEndsAllWithItsLastWords() {
        var platform = launcher.descendants().stream()
                .filter(process -> process.info().commandLine().orElse("").contains("platform-api"))
                .findFirst()
                .orElseThrow();

        platform.destroyForcibly();

        assertThat(launcher.awaitEnd()).isEqualTo(1);
        assertThat(launcher.said()).contains("platform-api ended with 137; its last lines were:");
    }

    @Test
    @Order(8)
    void aTakenPortIsNamedWithItsSetting(@TempDir Path other) throws Exception {
        var free = Installation.freePorts();
        try (var taken = new ServerSocket()) {
            taken.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), free.of(Port.CONSOLE)));

            try (var refused = LauncherProcess.start(other, free)) {
                assertThat(refused.awaitEnd()).isEqualTo(1);
                assertThat(refused.said())
                        .startsWith("Port %d, wanted for console-ui, is taken".formatted(free.of(Port.CONSOLE)))
                        .contains("SIGNALBOX_CONSOLE_PORT");
            }
        }
    }

    @Test
    @Order(9)
    void aGivenDatabaseThatDoesNotAnswerIsNamedWithoutItsPassword(@TempDir Path other) throws Exception {
        var nowhere = Map.of("SIGNALBOX_DATABASE_URL", "postgresql://someone:hidden@127.0.0.1:1/postgres");

        try (var refused = LauncherProcess.start(other, Installation.freePorts(), nowhere)) {
            assertThat(refused.awaitEnd()).isEqualTo(1);
            assertThat(refused.said())
                    .contains("The given database does not answer (someone on 127.0.0.1:1/postgres)")
                    .doesNotContain("hidden");
        }
    }

    private static String token(LauncherProcess launcher) throws InterruptedException {
        return launcher.awaitLine("(pat_[0-9A-Za-z]{36})", SOON).group(1);
    }

    private List<String> workflows(String token) throws IOException, InterruptedException {
        var page = new Caller(ports.address(Port.PLATFORM), "Bearer " + token).get("/v1/workflows");
        assertThat(page.status()).as("%s", page).isEqualTo(200);
        return page.body()
                .path("items")
                .valueStream()
                .map(workflow -> workflow.get("name").stringValue())
                .toList();
    }
}
