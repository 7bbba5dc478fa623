package dev.signalbox.local;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** What a process says: all of it in a file, its last lines at hand, and on the terminal once somebody wants to see it. */
final class ChildLog {

    private static final int KEPT_LINES = 30;

    private final String name;
    private final Path file;
    private final Deque<String> last = new ArrayDeque<>();
    private final CompletableFuture<Void> ended = new CompletableFuture<>();
    private volatile boolean shown;

    private ChildLog(String name, Path file) {
        this.name = name;
        this.file = file;
    }

    static ChildLog follow(String name, Process process, Path folder) throws IOException {
        var file = Files.createDirectories(folder).resolve(name + ".log");
        if (Files.exists(file)) {
            Files.move(file, folder.resolve(name + ".previous.log"), StandardCopyOption.REPLACE_EXISTING);
        }
        var log = new ChildLog(name, file);
        // Reading from a process keeps its carrier: three logs on two cores would leave no virtual thread a place to
        // run.
        Thread.ofPlatform().daemon().name("log of " + name).start(() -> log.read(process));
        return log;
    }

    private void read(Process process) {
        try (var lines = process.inputReader(StandardCharsets.UTF_8);
                var writer = Files.newBufferedWriter(file)) {
            for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                take(line, writer);
            }
            ended.complete(null);
        } catch (IOException e) {
            ended.completeExceptionally(e);
            throw new UncheckedIOException("The log of %s ended early".formatted(name), e);
        }
    }

    private void take(String line, BufferedWriter writer) throws IOException {
        writer.write(line);
        writer.newLine();
        writer.flush();
        synchronized (last) {
            last.addLast(line);
            if (last.size() > KEPT_LINES) {
                last.removeFirst();
            }
        }
        if (shown) {
            Terminal.line(name, line);
        }
    }

    void show() {
        shown = true;
    }

    /** Completes when the process has said everything. */
    CompletableFuture<Void> ended() {
        return ended;
    }

    List<String> lastLines() {
        synchronized (last) {
            return List.copyOf(last);
        }
    }

    Path file() {
        return file;
    }
}
