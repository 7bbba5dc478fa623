package dev.signalbox.connector.postgres;

import dev.signalbox.connector.ConnectorContext;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Duration;
import javax.net.SocketFactory;

/**
 * Hands the driver connections that went through the platform's guard. The driver makes this object itself, by name, while a
 * connection opens; where to go is therefore bound to the thread for that while.
 */
public final class DialledSockets extends SocketFactory {

    static final ScopedValue<Target> TARGET = ScopedValue.newInstance();

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Target target = TARGET.get();

    record Target(ConnectorContext context, String host, int port) {}

    /** Connected already, so the driver neither resolves a name nor connects; it also asks here to send a cancellation. */
    @Override
    public Socket createSocket() throws IOException {
        try {
            return target.context().dial(target.host(), target.port(), PATIENCE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw (IOException) new InterruptedIOException("Interrupted while connecting").initCause(e);
        }
    }

    @Override
    public Socket createSocket(String host, int port) throws IOException {
        throw elsewhere();
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress local, int localPort) throws IOException {
        throw elsewhere();
    }

    @Override
    public Socket createSocket(InetAddress host, int port) throws IOException {
        throw elsewhere();
    }

    @Override
    public Socket createSocket(InetAddress host, int port, InetAddress local, int localPort) throws IOException {
        throw elsewhere();
    }

    private static IOException elsewhere() {
        return new IOException("Connections go only to the server of the instance");
    }
}
