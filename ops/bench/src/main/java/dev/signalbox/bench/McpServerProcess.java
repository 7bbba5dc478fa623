package dev.signalbox.bench;

import dev.signalbox.postgres.LastWill;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.NoSuchElementException;

/** A server that speaks MCP, ours or the peer, as its own process; it is ready when this exists. */
final class McpServerProcess implements AutoCloseable {

    private static final int PATIENCE_MS = 120_000;

    /** It grows when it must: by itself it would begin with a share of the machine's memory, and all of that would be touched. */
    private static final String SMALL_HEAP = "-Xms64m";

    private final Process process;
    private final LastWill will;
    private final int port;

    private McpServerProcess(Process process, int port) throws IOException {
        this.process = process;
        this.port = port;
        this.will = LastWill.of("kill -KILL \"$1\"", Long.toString(process.pid()));
    }

    /** @param tools how many more tools the catalogue has than the real ones; none starts the server as it is packaged */
    static McpServerProcess ours(Path root, Installation installation, int tools) throws Exception {
        int port = PlatformNode.freePort();
        var builder = tools == 0
                ? Jvm.java(SMALL_HEAP, "-jar", jar(root).toString())
                : Jvm.java(SMALL_HEAP, "-cp", withTestClasses(root, installation), "dev.signalbox.mcp.ManyToolsServer");
        builder.environment()
                .putAll(Map.of(
                        "SPRING_PROFILES_ACTIVE",
                        "local",
                        "SPRING_MAIN_BANNERMODE",
                        "off",
                        "SERVER_PORT",
                        Integer.toString(port),
                        "MANAGEMENT_SERVER_PORT",
                        "-1",
                        "SIGNALBOX_PLATFORM_URL",
                        "http://127.0.0.1:" + installation.node().port(),
                        "SIGNALBOX_SERVICE_SECRET",
                        installation.node().serviceSecret(),
                        "MANY_TOOLS",
                        Integer.toString(tools)));
        return started(builder, port, installation.data().resolve("mcp-%d.log".formatted(tools)));
    }

    /** The peer with so many tools. */
    static McpServerProcess peer(Path root, Installation installation, int tools) throws Exception {
        int port = PlatformNode.freePort();
        var folder = root.resolve("ops/bench/target/mcp-peer");
        var builder = new ProcessBuilder(
                        folder.resolve("node_modules/.bin/node").toString(),
                        "peer.mjs",
                        Integer.toString(port),
                        Integer.toString(tools))
                .directory(folder.toFile());
        return started(builder, port, installation.data().resolve("peer-%d.log".formatted(tools)));
    }

    private static McpServerProcess started(ProcessBuilder builder, int port, Path log) throws Exception {
        var server = new McpServerProcess(
                builder.redirectErrorStream(true).redirectOutput(log.toFile()).start(), port);
        for (int waited = 0; !server.listens(); waited += 50) {
            if (waited > PATIENCE_MS || !server.process.isAlive()) {
                server.close();
                throw new IOException("An MCP server did not start:\n" + Files.readString(log));
            }
            Thread.sleep(50);
        }
        return server;
    }

    private boolean listens() {
        try (var _ = new Http(port, "X-Nothing: -")) {
            return true;
        } catch (IOException _) {
            return false; // not yet
        }
    }

    int port() {
        return port;
    }

    ProcessHandle handle() {
        return process.toHandle();
    }

    /** What the process has in memory, as the kernel counts it. */
    long residentMegabytes() throws IOException {
        return Files.readAllLines(Path.of("/proc", Long.toString(process.pid()), "status")).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
                .findFirst()
                .orElseThrow();
    }

    private static Path jar(Path root) throws IOException {
        var target = root.resolve("mcp-server/target");
        try (var jars = Files.newDirectoryStream(target, "mcp-server-*.jar")) {
            return jars.iterator().next();
        } catch (NoSuchElementException _) {
            throw new IOException("The MCP server is not built: there is no jar in " + target);
        }
    }

    /** The packaged server, taken apart, with the classes of its tests before it: only they make more tools than there are. */
    private static String withTestClasses(Path root, Installation installation)
            throws IOException, InterruptedException {
        var jar = jar(root);
        var folder = installation.data().resolve("mcp-server");
        if (!Files.exists(folder)) {
            var extract = Jvm.java(
                            "-Djarmode=tools", "-jar", jar.toString(), "extract", "--destination", folder.toString())
                    .redirectErrorStream(true)
                    .start();
            var said = new String(extract.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (extract.waitFor() != 0) {
                throw new IOException("The MCP server's jar could not be taken apart: " + said);
            }
        }
        return root.resolve("mcp-server/target/test-classes") + File.pathSeparator + folder.resolve(jar.getFileName());
    }

    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
        will.close();
    }
}
