package dev.signalbox.local;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;

/** One platform process of several: it can be killed, frozen, thawed and asked to leave. */
final class PlatformNode implements AutoCloseable {

    private final Plan plan;
    private final URI address;
    private final Path data;
    private Children running;

    PlatformNode(Plan plan, URI address, Path data) {
        this.plan = plan;
        this.address = address;
        this.data = data;
    }

    URI address() {
        return address;
    }

    boolean runs() {
        return running != null;
    }

    /** Ready when this returns; nothing happens to a node that runs. */
    void start() {
        if (running == null) {
            running = Children.start(List.of(plan), data);
            child().awaitReady();
        }
    }

    /** kill -9, and nothing else; the process is gone when this returns. */
    void kill() {
        child().handle().destroyForcibly();
        close();
    }

    /** The process stands still in the middle of whatever it does, as in a very long pause of its machine. */
    void freeze() throws IOException, InterruptedException {
        signal("STOP");
    }

    void thaw() throws IOException, InterruptedException {
        signal("CONT");
    }

    /** Asks the process to leave; how long that took. */
    Duration leave() {
        var start = System.nanoTime();
        close();
        return Duration.ofNanos(System.nanoTime() - start);
    }

    private void signal(String name) throws IOException, InterruptedException {
        var pid = Long.toString(child().handle().pid());
        int status = new ProcessBuilder("kill", "-" + name, pid).start().waitFor();
        if (status != 0) {
            throw new IOException("kill -%s %s ended with %d".formatted(name, pid, status));
        }
    }

    private Child child() {
        return Objects.requireNonNull(running, "the node does not run")
                .members()
                .getFirst();
    }

    @Override
    public void close() {
        if (running != null) {
            running.close();
            running = null;
        }
    }
}
