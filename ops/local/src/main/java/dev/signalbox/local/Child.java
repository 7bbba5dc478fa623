package dev.signalbox.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** One of the three processes while it runs. */
final class Child {

    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final Duration GRACE = Duration.ofSeconds(25);
    private static final long LOOK_EVERY_MS = 100;

    private final Plan plan;
    private final Process process;
    private final ChildLog log;

    private Child(Plan plan, Process process, ChildLog log) {
        this.plan = plan;
        this.process = process;
        this.log = log;
    }

    static Child start(Plan plan, Path logFolder) {
        var builder = new ProcessBuilder(Jvm.command(plan.jar()))
                .redirectErrorStream(true)
                .redirectInput(Path.of("/dev/null").toFile());
        plan.environment().replaceIn(builder.environment());
        try {
            var process = builder.start();
            return new Child(plan, process, ChildLog.follow(plan.name(), process, logFolder));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String name() {
        return plan.name();
    }

    ProcessHandle handle() {
        return process.toHandle();
    }

    ChildLog log() {
        return log;
    }

    /** Waits until the process does its work; its early death is told with its last words. */
    void awaitReady() {
        var deadline = System.nanoTime() + PATIENCE.toNanos();
        try (var client =
                HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build()) {
            while (!answers(client)) {
                if (process.waitFor(LOOK_EVERY_MS, TimeUnit.MILLISECONDS)) {
                    throw died();
                }
                if (System.nanoTime() > deadline) {
                    throw new LocalFailure("%s was not ready after %d seconds; its log is %s."
                            .formatted(name(), PATIENCE.toSeconds(), log.file()));
                }
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw new LocalFailure("The start of %s was interrupted.".formatted(name()));
        }
    }

    private boolean answers(HttpClient client) throws InterruptedException {
        var request = HttpRequest.newBuilder(plan.readiness())
                .timeout(Duration.ofSeconds(5))
                .build();
        try {
            return client.send(request, BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException _) {
            return false; // not listening yet
        }
    }

    /** Its last words may still be on their way when its end is seen. */
    LocalFailure died() {
        log.ended().completeOnTimeout(null, 2, TimeUnit.SECONDS).join();
        return new LocalFailure("%s ended with %d; its last lines were:%n%s"
                .formatted(name(), process.exitValue(), String.join("\n", lastWords())));
    }

    private List<String> lastWords() {
        return log.lastLines().stream().map(line -> "    " + line).toList();
    }

    void askToStop() {
        process.toHandle().destroy(); // Process.destroy() would also close its output, with its last words in it
    }

    void awaitStop() {
        try {
            if (!process.waitFor(GRACE)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException _) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
