package dev.signalbox.local;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import tools.jackson.databind.JsonNode;

/** A story in Node that says lines of JSON and goes on when it is told to. */
final class NodeTalk implements AutoCloseable {

    private static final long PATIENCE_SECONDS = 60;

    private final Process process;
    private final BufferedReader said;
    private final Path complaints;

    private NodeTalk(Process process, Path complaints) {
        this.process = process;
        this.said = process.inputReader(StandardCharsets.UTF_8);
        this.complaints = complaints;
    }

    static NodeTalk with(Path folder, Map<String, String> environment, String... words) throws IOException {
        var complaints = Files.createTempFile("signalbox-node-", ".err");
        var builder = new ProcessBuilder(words).directory(folder.toFile()).redirectError(complaints.toFile());
        builder.environment().putAll(environment);
        return new NodeTalk(builder.start(), complaints);
    }

    /** What it says next. */
    JsonNode next() throws IOException, InterruptedException {
        var line = CompletableFuture.supplyAsync(
                this::line, task -> Thread.ofPlatform().daemon().start(task));
        try {
            return JsonHttp.JSON.readTree(line.get(PATIENCE_SECONDS, TimeUnit.SECONDS));
        } catch (ExecutionException | TimeoutException | IllegalArgumentException e) {
            throw new AssertionError("The story fell silent: " + Files.readString(complaints), e);
        }
    }

    private String line() {
        try {
            return said.readLine();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void goOn() throws IOException {
        Writer ear = process.outputWriter(StandardCharsets.UTF_8);
        ear.write("go on\n");
        ear.flush();
    }

    @Override
    public void close() {
        process.destroy();
    }
}
