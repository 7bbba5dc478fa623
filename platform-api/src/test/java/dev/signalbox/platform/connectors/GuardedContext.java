package dev.signalbox.platform.connectors;

import dev.signalbox.connector.ConnectorContext;
import dev.signalbox.connector.ConnectorHttp;
import dev.signalbox.connector.ConnectorJson;
import dev.signalbox.connector.ConnectorMembers;
import dev.signalbox.connector.ConnectorStore;
import dev.signalbox.connector.testkit.TestContext;
import dev.signalbox.platform.outbound.ForbiddenAddresses;
import dev.signalbox.platform.schemas.PlainJson;
import java.net.Socket;
import java.time.Clock;
import java.time.Duration;

/** The platform's own ways out, with names that lead inside; the rest is the kit's. */
record GuardedContext() implements ConnectorContext {

    private static final ConnectorHttp HTTP = ForbiddenAddresses.http();
    private static final TestContext KIT = new TestContext();

    @Override
    public ConnectorHttp http() {
        return HTTP;
    }

    @Override
    public Socket dial(String host, int port, Duration timeout) throws InterruptedException {
        return ForbiddenAddresses.dial().dial(host, port, timeout);
    }

    @Override
    public ConnectorJson json() {
        return new PlainJson();
    }

    @Override
    public ConnectorStore store() {
        return KIT.store();
    }

    @Override
    public ConnectorMembers members() {
        return KIT.members();
    }

    @Override
    public Clock clock() {
        return Clock.systemUTC();
    }

    @Override
    public System.Logger logger() {
        return System.getLogger("test");
    }
}
