package dev.signalbox.local;

import dev.signalbox.postgres.Login;
import dev.signalbox.postgres.Postgres;
import dev.signalbox.postgres.SignalboxDatabase;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** The packaged jars as three processes on free ports with one database, as the launcher starts them. */
final class Installation {

    static final Path ROOT = Path.of("../..").toAbsolutePath().normalize();

    private final Path data;
    private final Ports ports;
    private final SecretFolder secrets;
    private final Login database;
    private final Map<String, Plan> plans;
    private final Children others;
    private final Children platform;
    private final JsonNode tenant;

    private Installation() throws IOException {
        data = Files.createTempDirectory(
                Files.createDirectories(Path.of("target/installations").toAbsolutePath()), "it-");
        ports = freePorts();
        secrets = SecretFolder.in(data);
        var postgres = Postgres.start(Postgres.Settings.temporary());
        SignalboxDatabase.prepare(postgres, Plans.databasePasswords(secrets));
        database = postgres.admin();
        plans = new Plans(ROOT, data, ports, secrets, database)
                .all().stream().collect(Collectors.toMap(Plan::name, plan -> plan));
        // The tests have systems of their own to call, on ports nobody knows before.
        plan(Plans.PLATFORM).environment().set("signalbox.connectors.allowed-internal-hosts", "127.0.0.1");
        others = Children.start(List.of(plan(Plans.MCP), plan(Plans.CONSOLE)), data);
        platform = Children.start(List.of(plan(Plans.PLATFORM)), data);
        Runtime.getRuntime().addShutdownHook(new Thread(this::close));
        platform.members().forEach(Child::awaitReady);
        others.members().forEach(Child::awaitReady);
        tenant = Bootstrap.tenant(ports.address(Port.PLATFORM), secrets);
    }

    /** Started by the first test that asks, and ended with the JVM. */
    private static final class Shared {
        static final Installation INSTANCE = make();

        private static Installation make() {
            try {
                return new Installation();
            } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        }
    }

    static Installation shared() {
        return Shared.INSTANCE;
    }

    /** The owner of the one tenant, with every scope a story needs. */
    Caller owner() {
        return platform(tenant.get("pat").stringValue());
    }

    String token() {
        return tenant.get("pat").stringValue();
    }

    String userId() {
        return tenant.get("user_id").stringValue();
    }

    Caller platform(String token) {
        return new Caller(ports.address(Port.PLATFORM), "Bearer " + token);
    }

    Caller mcp(String token) {
        return new Caller(ports.address(Port.MCP), "Bearer " + token);
    }

    /** One more MCP server before the same platform. */
    McpNode anotherMcp() throws IOException {
        var numbers = new EnumMap<>(freePorts().numbers());
        numbers.put(Port.PLATFORM, ports.of(Port.PLATFORM));
        var own = new Ports(numbers);
        var plan = new Plans(ROOT, data, own, secrets, database)
                .all().stream()
                        .filter(one -> one.name().equals(Plans.MCP))
                        .findFirst()
                        .orElseThrow();
        return McpNode.start(plan, own.address(Port.MCP), data.resolve("another-mcp"));
    }

    Caller consoleAsService() {
        return new Caller(ports.address(Port.CONSOLE), "Service " + secrets.key("service-secret"));
    }

    /** The graph of a demo workflow, asking this platform. */
    JsonNode demo(String file) {
        var text = Resources.text("demo/" + file)
                .replace("127.0.0.1:8081", "127.0.0.1:" + ports.of(Port.PLATFORM_MANAGEMENT));
        return JsonHttp.JSON.readTree(text).get("graph");
    }

    Ports ports() {
        return ports;
    }

    private Plan plan(String name) {
        return Objects.requireNonNull(plans.get(name));
    }

    private void close() {
        others.close();
        platform.close();
    }

    /** Held all at once, so that none is given twice. */
    static Ports freePorts() throws IOException {
        var sockets = new ArrayList<ServerSocket>();
        var environment = new HashMap<String, String>();
        for (var port : Port.values()) {
            var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
            sockets.add(socket);
            environment.put(port.setting, String.valueOf(socket.getLocalPort()));
        }
        for (var socket : sockets) {
            socket.close();
        }
        return Ports.of(environment);
    }
}
