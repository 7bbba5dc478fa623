package dev.signalbox.local;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What {@code ops/run} starts once everything is built. */
final class LauncherProcess implements AutoCloseable {

    private static final Path TARGET = Path.of("target").toAbsolutePath();

    private final Process process;
    private final List<String> lines = new ArrayList<>();
    private final CompletableFuture<Void> everythingSaid = new CompletableFuture<>();

    private LauncherProcess(Process process) {
        this.process = process;
    }

    static LauncherProcess start(Path data, Ports ports) throws IOException {
        return start(data, ports, Map.of());
    }

    static LauncherProcess start(Path data, Ports ports, Map<String, String> more) throws IOException {
        var builder = new ProcessBuilder(
                        Jvm.JAVA,
                        "-cp",
                        TARGET.resolve("local.jar") + ":" + TARGET.resolve("lib") + "/*",
                        Launcher.class.getName(),
                        Installation.ROOT.toString())
                .redirectErrorStream(true);
        builder.environment().put("SIGNALBOX_DATA_DIR", data.toString());
        ports.numbers().forEach((port, number) -> builder.environment().put(port.setting, number.toString()));
        builder.environment().putAll(more);
        var launcher = new LauncherProcess(builder.start());
        Thread.ofPlatform().daemon().start(launcher::read);
        return launcher;
    }

    private void read() {
        try (var output = process.inputReader()) {
            for (var line = output.readLine(); line != null; line = output.readLine()) {
                take(line);
            }
        } catch (IOException e) {
            take("unreadable: " + e.getMessage());
        }
        everythingSaid.complete(null);
        take("");
    }

    private synchronized void take(String line) {
        lines.add(line);
        notifyAll();
    }

    /** Waits until a line matches, whenever it was said. */
    synchronized Matcher awaitLine(String pattern, Duration patience) throws InterruptedException {
        var deadline = System.nanoTime() + patience.toNanos();
        while (true) {
            for (var line : lines) {
                var matcher = Pattern.compile(pattern).matcher(line);
                if (matcher.find()) {
                    return matcher;
                }
            }
            var left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
            if (everythingSaid.isDone() || left <= 0) {
                throw new AssertionError("no line matches %s in:%n%s".formatted(pattern, String.join("\n", lines)));
            }
            wait(left);
        }
    }

    LauncherProcess awaitReady() throws InterruptedException {
        awaitLine("Ready after", Duration.ofMinutes(3));
        return this;
    }

    synchronized String said() {
        return String.join("\n", lines);
    }

    /** As Ctrl-C and a service manager do it; returns the exit code. */
    int stop() {
        process.toHandle().destroy();
        return awaitEnd();
    }

    int awaitEnd() {
        process.onExit().orTimeout(60, TimeUnit.SECONDS).join();
        everythingSaid.join();
        return process.exitValue();
    }

    void kill() {
        process.toHandle().destroyForcibly();
        process.onExit().join();
    }

    /** The three processes and the watchers. */
    List<ProcessHandle> descendants() {
        return process.descendants().toList();
    }

    @Override
    public void close() {
        if (process.isAlive()) {
            stop();
        }
    }
}
