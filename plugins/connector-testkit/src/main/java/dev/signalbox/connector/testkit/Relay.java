/*
 * Copyright the Signalbox authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.signalbox.connector.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.CountDownLatch;

/**
 * Stands between a connector and a server that speaks anything but HTTP, and can stop passing anything on: the moods of
 * {@link ConnectorContract} for connectors that dial.
 */
public final class Relay implements AutoCloseable {

    private final ServerSocket socket;
    private final int target;
    private final CountDownLatch closing = new CountDownLatch(1);
    private volatile boolean hangs;

    /**
     * Listens on a free port of the loopback address.
     *
     * @param target the port of the real server, on this machine
     * @throws IOException when no port is free
     */
    public Relay(int target) throws IOException {
        this.target = target;
        this.socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().name("relay").start(this::accept);
    }

    /** Where the connector is sent to. */
    public int port() {
        return socket.getLocalPort();
    }

    /** From now on new connections are taken and never answered. */
    public void hang() {
        hangs = true;
    }

    /** New connections are passed on again. */
    public void recover() {
        hangs = false;
    }

    private void accept() {
        while (!socket.isClosed()) {
            try {
                var client = socket.accept();
                Thread.ofVirtual().start(() -> serve(client));
            } catch (IOException e) {
                closing.countDown();
            }
        }
    }

    private void serve(Socket client) {
        try (client) {
            if (hangs) {
                closing.await();
                return;
            }
            try (var server = new Socket(InetAddress.getLoopbackAddress(), target)) {
                var back = Thread.ofVirtual().start(() -> pump(server, client));
                pump(client, server);
                back.join();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Until either end closes; then the other end is closed too. */
    private static void pump(Socket from, Socket to) {
        try {
            from.getInputStream().transferTo(to.getOutputStream());
            to.close();
        } catch (IOException e) {
            closeBoth(from, to);
        }
    }

    private static void closeBoth(Socket one, Socket other) {
        try {
            one.close();
            other.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        closing.countDown();
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
