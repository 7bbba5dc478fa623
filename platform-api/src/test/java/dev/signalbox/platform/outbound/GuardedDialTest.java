package dev.signalbox.platform.outbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.signalbox.connector.ToolException;
import dev.signalbox.connector.ToolException.Reason;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class GuardedDialTest {

    private static final Duration SOON = Duration.ofSeconds(2);

    @Test
    void anOpenedHostIsConnected() throws Exception {
        try (var server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                var socket = dial("127.0.0.1").dial("127.0.0.1", server.getLocalPort(), SOON)) {
            assertThat(socket.getRemoteSocketAddress()).isEqualTo(server.getLocalSocketAddress());
        }
    }

    @Test
    void anInternalHostIsRefused() throws IOException {
        try (var server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            fails(dial(), server.getLocalPort(), Reason.PERMISSION_DENIED);
        }
    }

    @Test
    void aHostThatDoesNotListenIsUnavailable() throws IOException {
        int free;
        try (var server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            free = server.getLocalPort();
        }

        fails(dial("127.0.0.1"), free, Reason.UNAVAILABLE);
    }

    private static void fails(GuardedDial dial, int port, Reason reason) {
        assertThatExceptionOfType(ToolException.class)
                .isThrownBy(() -> dial.dial("127.0.0.1", port, SOON))
                .satisfies(failure -> assertThat(failure.reason()).isEqualTo(reason));
    }

    private static GuardedDial dial(String... internalHosts) {
        return new GuardedDial(new AddressGuard(OutboundFixture.settings(internalHosts), InetAddress::getAllByName));
    }
}
