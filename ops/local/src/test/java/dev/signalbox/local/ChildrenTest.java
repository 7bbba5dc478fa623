package dev.signalbox.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChildrenTest {

    @TempDir
    Path data;

    Path jar;

    @BeforeEach
    void packageTheStandIn() throws IOException {
        jar = StandIn.jarIn(data);
    }

    @Test
    void aProcessIsReadyWhenItAnswers() throws Exception {
        try (var children = Children.start(List.of(standInAt(freePort())), data)) {
            children.members().getFirst().awaitReady();

            assertThat(children.members().getFirst().handle().isAlive()).isTrue();
        }
    }

    @Test
    void theEarlyEndOfAProcessIsToldWithItsLastWords() {
        try (var children = Children.start(List.of(standInAt(0)), data)) {
            assertThatThrownBy(children.members().getFirst()::awaitReady)
                    .isInstanceOf(LocalFailure.class)
                    .hasMessageContaining("stand-in ended with 3")
                    .hasMessageContaining("I cannot live like this.");
        }
    }

    @Test
    void theEndOfOneIsNoticed() throws Exception {
        try (var children = Children.start(List.of(standInAt(freePort()), standInAt(freePort())), data)) {
            var second = children.members().get(1);
            second.awaitReady();

            second.handle().destroyForcibly();

            assertThat(children.awaitAnyEnd()).isSameAs(second);
        }
    }

    @Test
    void closingEndsAllOfThem() throws Exception {
        var children = Children.start(List.of(standInAt(freePort()), standInAt(freePort())), data);

        children.close();

        assertThat(children.members()).noneMatch(child -> child.handle().isAlive());
    }

    @Test
    void whatAProcessSaidIsInItsFile() throws Exception {
        var children = Children.start(List.of(standInAt(freePort())), data);
        children.members().getFirst().awaitReady();
        children.close();

        assertThat(children.members().getFirst().log().ended()).succeedsWithin(Duration.ofSeconds(5));
        assertThat(Files.readString(data.resolve("logs/stand-in.log"))).contains("I am ready.");
    }

    private Plan standInAt(int port) {
        var environment = new Environment().set("server.port", port);
        return new Plan("stand-in", jar, environment, URI.create("http://127.0.0.1:" + Math.max(port, 1) + "/ready"));
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
