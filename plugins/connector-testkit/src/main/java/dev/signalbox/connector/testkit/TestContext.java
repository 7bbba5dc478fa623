/*
 * Copyright the Signalbox authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.signalbox.connector.testkit;

import dev.signalbox.connector.ConnectorContext;
import dev.signalbox.connector.ConnectorHttp;
import dev.signalbox.connector.ConnectorJson;
import dev.signalbox.platform.schemas.PlainJson;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Stands in for the platform: a client and a dial that reach this machine and nothing else, documents in memory, a log
 * that can be read. Closing it makes it dead, as the platform does when the connector has been closed.
 */
public final class TestContext implements ConnectorContext, AutoCloseable {

    private final LoopbackHttp http = new LoopbackHttp();
    private final TestStore store;
    private final TestMembers members = new TestMembers();
    private final TestLog log = new TestLog();
    private final Clock clock;
    private final Semaphore reached = new Semaphore(0);
    private volatile boolean closed;

    /** With the time of the machine. */
    public TestContext() {
        this(Clock.systemUTC());
    }

    /** With the hour of your choice. */
    public TestContext(Clock clock) {
        this.clock = clock;
        this.store = new TestStore(clock);
    }

    @Override
    public ConnectorHttp http() {
        return request -> {
            reachOut();
            return http.send(request);
        };
    }

    @Override
    public Socket dial(String host, int port, Duration timeout) throws InterruptedException {
        reachOut();
        try {
            var socket = new Socket();
            socket.connect(new InetSocketAddress(Loopback.require(host), port), Math.toIntExact(timeout.toMillis()));
            return socket;
        } catch (IOException e) {
            throw Loopback.unreachable(host, e);
        }
    }

    @Override
    public TestStore store() {
        requireOpen();
        return store;
    }

    @Override
    public TestMembers members() {
        requireOpen();
        return members;
    }

    @Override
    public ConnectorJson json() {
        return new PlainJson();
    }

    @Override
    public Clock clock() {
        return clock;
    }

    @Override
    public TestLog logger() {
        return log;
    }

    /** Whether the connector calls out, by the client or by the dial; each of its calls is told once. */
    public boolean reachesOut(Duration patience) throws InterruptedException {
        return reached.tryAcquire(patience.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** From now on {@link #reachesOut} tells of calls to come. */
    public void forgetCalls() {
        reached.drainPermits();
    }

    @Override
    public void close() {
        closed = true;
        http.close();
    }

    private void reachOut() {
        requireOpen();
        reached.release();
    }

    private void requireOpen() {
        if (closed) {
            throw new IllegalStateException("This connector is closed");
        }
    }
}
