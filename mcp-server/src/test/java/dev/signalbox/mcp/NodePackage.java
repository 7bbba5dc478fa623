package dev.signalbox.mcp;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;

/** Programs from npm, exactly as a lock file names them, installed once per checkout; Node comes along. */
public final class NodePackage {

    private final Path folder;

    private NodePackage(Path folder) {
        this.folder = folder;
    }

    /** @param name a folder of {@code src/test/node} */
    public static NodePackage installed(String name) throws IOException, InterruptedException {
        Path source = Path.of("src/test/node", name);
        Path folder = Files.createDirectories(Path.of("target/node", name)).toAbsolutePath();
        Path lock = folder.resolve("package-lock.json");
        if (Files.exists(folder.resolve("node_modules/.bin/node"))
                && Files.exists(lock)
                && Files.mismatch(lock, source.resolve("package-lock.json")) == -1) {
            return new NodePackage(folder);
        }
        for (String file : List.of("package.json", "package-lock.json")) {
            Files.copy(source.resolve(file), folder.resolve(file), StandardCopyOption.REPLACE_EXISTING);
        }
        Said npm = run(folder, List.of("npm", "ci", "--no-audit", "--no-fund", "--loglevel=error"));
        if (npm.status() != 0) {
            throw new IOException("npm ci failed: " + npm.text());
        }
        return new NodePackage(folder);
    }

    public Said run(String script, String... words) throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of(
                folder.resolve("node_modules/.bin/node").toString(),
                folder.resolve("node_modules").resolve(script).toString()));
        command.addAll(List.of(words));
        return run(folder, command);
    }

    private static Said run(Path folder, List<String> command) throws IOException, InterruptedException {
        var process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        var text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Said(process.waitFor(), text);
    }

    /** How a program ended, and all it printed. */
    public record Said(int status, String text) {}
}
