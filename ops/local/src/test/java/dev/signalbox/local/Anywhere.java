package dev.signalbox.local;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;

/** A client with several addresses: what one node does not answer, it asks the next one, until one of them does. */
record Anywhere(List<Caller> nodes) {

    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final Duration BETWEEN = Duration.ofMillis(50);

    /** The request must be one that may be sent again: nobody knows how far a request came that was not answered. */
    Answer ask(Request request) throws InterruptedException {
        var deadline = System.nanoTime() + PATIENCE.toNanos();
        for (int next = ThreadLocalRandom.current().nextInt(nodes.size()); ; next++) {
            try {
                var answer = request.send(nodes.get(next % nodes.size()));
                if (answer.status() < 500) {
                    return answer;
                }
                failAfter(deadline, new IOException(answer.toString()));
            } catch (IOException e) {
                failAfter(deadline, e);
            }
            LockSupport.parkNanos(BETWEEN.toNanos());
        }
    }

    private static void failAfter(long deadline, IOException last) {
        if (System.nanoTime() > deadline) {
            throw new AssertionError("No node answered for " + PATIENCE, last);
        }
    }

    /** One request to one node. */
    interface Request {
        Answer send(Caller node) throws IOException, InterruptedException;
    }
}
