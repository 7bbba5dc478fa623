package dev.signalbox.platform.connectors;

import dev.signalbox.connector.ConnectorContext;
import dev.signalbox.connector.ConnectorHttp;
import dev.signalbox.connector.ConnectorJson;
import dev.signalbox.connector.ConnectorMembers;
import dev.signalbox.connector.ConnectorStore;
import dev.signalbox.connector.StreamedResponse;
import dev.signalbox.platform.outbound.GuardedDial;
import dev.signalbox.platform.outbound.GuardedHttp;
import dev.signalbox.platform.schemas.PlainJson;
import java.net.Socket;
import java.time.Clock;
import java.time.Duration;

/** What one open connector may use, until it is closed. */
final class InstanceContext implements ConnectorContext {

    private static final ConnectorJson JSON = new PlainJson();

    private final GuardedHttp http;
    private final GuardedDial dial;
    private final ConnectorStore store;
    private final ConnectorMembers members;
    private final Clock clock;
    private final System.Logger logger;
    private volatile boolean closed;

    InstanceContext(
            GuardedHttp http,
            GuardedDial dial,
            ConnectorStore store,
            ConnectorMembers members,
            Clock clock,
            System.Logger logger) {
        this.http = http;
        this.dial = dial;
        this.store = store;
        this.members = members;
        this.clock = clock;
        this.logger = logger;
    }

    void close() {
        closed = true;
    }

    @Override
    public ConnectorHttp http() {
        return new ConnectorHttp() {
            @Override
            public Response send(Request request) throws InterruptedException {
                requireOpen();
                return AtHome.run(() -> http.send(within(HostLimit.current(), request)));
            }

            @Override
            public StreamedResponse open(Request request) throws InterruptedException {
                requireOpen();
                return AtHome.run(() -> http.open(within(HostLimit.current(), request)));
            }
        };
    }

    @Override
    public Socket dial(String host, int port, Duration timeout) throws InterruptedException {
        requireOpen();
        HostLimit.current().check(host, port);
        return AtHome.run(() -> dial.dial(host, port, timeout));
    }

    @Override
    public ConnectorStore store() {
        requireOpen();
        return store;
    }

    @Override
    public ConnectorMembers members() {
        requireOpen();
        return members;
    }

    @Override
    public ConnectorJson json() {
        return JSON;
    }

    @Override
    public Clock clock() {
        return clock;
    }

    @Override
    public System.Logger logger() {
        return logger;
    }

    private static ConnectorHttp.Request within(HostLimit limit, ConnectorHttp.Request request) {
        if (limit.bound().isEmpty()) {
            return request;
        }
        limit.check(String.valueOf(request.uri().getHost()), request.uri().getPort());
        var before = request.redirects();
        return request.withRedirects(target -> before.test(target) && limit.admits(target));
    }

    private void requireOpen() {
        if (closed) {
            throw new IllegalStateException("This connector is closed");
        }
    }
}
