package dev.signalbox.platform.outbound;

import dev.signalbox.connector.ToolException;
import dev.signalbox.connector.ToolException.Reason;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import org.springframework.stereotype.Component;

/** TCP connections under the same guard as {@link GuardedHttp}. Blocks, so it belongs on a virtual thread. */
@Component
public class GuardedDial {

    private final AddressGuard guard;

    GuardedDial(AddressGuard guard) {
        this.guard = guard;
    }

    public Socket dial(String host, int port, Duration timeout) throws InterruptedException {
        var addresses = guard.admit(host, port);
        for (int i = 0; ; i++) {
            var socket = new Socket();
            try {
                socket.connect(new InetSocketAddress(addresses.get(i), port), Math.toIntExact(timeout.toMillis()));
                return socket;
            } catch (IOException e) {
                close(socket, e);
                if (Thread.interrupted()) {
                    throw new InterruptedException("Interrupted while connecting to " + host);
                }
                if (i == addresses.size() - 1) {
                    throw new ToolException(Reason.UNAVAILABLE, host + " does not accept connections.", e);
                }
            }
        }
    }

    private static void close(Socket socket, IOException failure) {
        try {
            socket.close();
        } catch (IOException e) {
            failure.addSuppressed(e);
        }
    }
}
