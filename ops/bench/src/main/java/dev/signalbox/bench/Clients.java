package dev.signalbox.bench;

import java.io.IOException;
import java.sql.SQLException;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/** So many clients at once, each with a connection of its own, until all is done. */
final class Clients {

    private Clients() {}

    /** What one client keeps open. */
    interface Connection extends AutoCloseable {
        void call(int index) throws Exception;

        @Override
        void close() throws IOException, SQLException;
    }

    static void call(int operations, Callable<Connection> connect) throws Exception {
        call(Options.CLIENTS, operations, connect);
    }

    static void call(int atOnce, int operations, Callable<Connection> connect) throws Exception {
        var next = new AtomicInteger();
        try (var threads = Executors.newFixedThreadPool(atOnce)) {
            var clients = IntStream.range(0, atOnce)
                    .mapToObj(_ -> threads.submit(() -> {
                        try (var connection = connect.call()) {
                            for (int i = next.getAndIncrement(); i < operations; i = next.getAndIncrement()) {
                                connection.call(i);
                            }
                        }
                        return null;
                    }))
                    .toList();
            for (Future<?> client : clients) {
                await(client);
            }
        }
    }

    private static void await(Future<?> client) throws Exception {
        try {
            client.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("A client failed", e.getCause());
        }
    }
}
