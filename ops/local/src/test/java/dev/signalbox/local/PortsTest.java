package dev.signalbox.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PortsTest {

    @Test
    void withoutSettingsTheUsualPortsAreTaken() {
        assertThat(Ports.of(Map.of()).address(Port.MCP)).hasToString("http://127.0.0.1:8340");
    }

    @Test
    void aSettingMovesAPort() {
        assertThat(Ports.of(Map.of("SIGNALBOX_CONSOLE_PORT", "9000")).of(Port.CONSOLE))
                .isEqualTo(9000);
    }

    @ParameterizedTest
    @ValueSource(strings = {"http", "0", "65536", "-1", "8080 "})
    void whatIsNoPortIsNamed(String given) {
        assertThatThrownBy(() -> Ports.of(Map.of("SIGNALBOX_MCP_PORT", given)))
                .hasMessage("SIGNALBOX_MCP_PORT is not a port: " + given + ".");
    }

    @Test
    void aTakenPortIsNamedWithItsSetting() throws Exception {
        try (var other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var ports = Ports.of(Map.of("SIGNALBOX_PLATFORM_PORT", String.valueOf(other.getLocalPort())));

            assertThatThrownBy(() -> ports.requireFree(Set.of(Port.PLATFORM)))
                    .isInstanceOf(LocalFailure.class)
                    .hasMessage(
                            "Port %d, wanted for platform-api, is taken by another program: stop that one, or set SIGNALBOX_PLATFORM_PORT to a free port."
                                    .formatted(other.getLocalPort()));
        }
    }

    @Test
    void aFreePortIsAccepted() throws Exception {
        int free;
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            free = socket.getLocalPort();
        }
        var ports = Ports.of(Map.of("SIGNALBOX_PLATFORM_PORT", String.valueOf(free)));

        assertThatCode(() -> ports.requireFree(Set.of(Port.PLATFORM))).doesNotThrowAnyException();
    }
}
