package dev.signalbox.local;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** Runs the stories of the TypeScript SDK; its packages come from npm, once per checkout. */
final class NodeStory {

    private static final Path SOURCE = Path.of("src/test/node");
    private static final Path FOLDER = Path.of("target/node").toAbsolutePath();

    private NodeStory() {}

    static JsonNode tell(String story, Map<String, String> environment) throws IOException, InterruptedException {
        prepare();
        var said = run(environment, node(), story);
        return JsonHttp.JSON.readTree(said);
    }

    /** Begins a story that waits for its listener. */
    static NodeTalk begin(String story, Map<String, String> environment) throws IOException, InterruptedException {
        prepare();
        return NodeTalk.with(FOLDER, environment, node(), story);
    }

    /** Begins a program of a package, which says lines of its own. */
    static Process program(String script, List<String> arguments, Map<String, String> environment)
            throws IOException, InterruptedException {
        prepare();
        var words = new ArrayList<>(List.of(node(), "node_modules/" + script));
        words.addAll(arguments);
        var builder = new ProcessBuilder(words)
                .directory(FOLDER.toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD);
        builder.environment().putAll(environment);
        return builder.start();
    }

    private static String node() {
        return FOLDER.resolve("node_modules/.bin/node").toString();
    }

    private static void prepare() throws IOException, InterruptedException {
        Files.createDirectories(FOLDER);
        for (var name : List.of("package.json", "story.mjs", "oauth.mjs", "queue.mjs")) {
            Files.copy(SOURCE.resolve(name), FOLDER.resolve(name), StandardCopyOption.REPLACE_EXISTING);
        }
        if (!List.of("client", "server-everything").stream()
                .allMatch(name -> Files.exists(FOLDER.resolve("node_modules/@modelcontextprotocol/" + name)))) {
            run(Map.of(), "npm", "install", "--no-package-lock", "--no-audit", "--no-fund", "--loglevel=error");
        }
    }

    private static String run(Map<String, String> environment, String... words)
            throws IOException, InterruptedException {
        var complaints = Files.createTempFile("signalbox-node-", ".err");
        var builder = new ProcessBuilder(words).directory(FOLDER.toFile()).redirectError(complaints.toFile());
        builder.environment().putAll(environment);
        var process = builder.start();
        var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new AssertionError("%s failed: %s%s".formatted(words[0], said, Files.readString(complaints)));
        }
        return said;
    }
}
