package dev.signalbox.local;

import dev.signalbox.postgres.Login;
import dev.signalbox.postgres.RolePasswords;
import dev.signalbox.postgres.SignalboxDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.NoSuchElementException;

/**
 * The three processes and how they find and trust each other.
 *
 * @param root the checkout whose jars are started
 * @param data where the processes may keep files
 */
record Plans(Path root, Path data, Ports ports, SecretFolder secrets, Login database) {

    static final String CONSOLE = "console-ui";
    static final String MCP = "mcp-server";
    static final String PLATFORM = "platform-api";

    List<Plan> all() {
        return List.of(platform(), mcp(), console());
    }

    static RolePasswords databasePasswords(SecretFolder secrets) {
        return new RolePasswords(
                secrets.password("database-owner"),
                secrets.password("database-app"),
                secrets.password("database-signin"));
    }

    private Plan platform() {
        var passwords = databasePasswords(secrets);
        var environment = common(Port.PLATFORM, Port.PLATFORM_MANAGEMENT)
                .set("signalbox.database.host", database.host())
                .set("signalbox.database.port", database.port())
                .set("signalbox.database.name", SignalboxDatabase.NAME)
                .set("signalbox.database.owner.user", SignalboxDatabase.OWNER)
                .set("signalbox.database.owner.password", passwords.owner())
                .set("signalbox.database.app.user", SignalboxDatabase.APP)
                .set("signalbox.database.app.password", passwords.app())
                .set("signalbox.root-key", secrets.key("root-key"))
                .set("signalbox.vault.master-key-file", secrets.keyFile("vault-master-key"))
                .set("signalbox.audit.signing-key", secrets.key("audit-signing-key"))
                .set("signalbox.bootstrap.token", secrets.key("bootstrap-token"))
                .set("signalbox.signin.issuer", ports.address(Port.CONSOLE))
                .set("signalbox.signin.jwk-set-uri", ports.address(Port.CONSOLE) + "/oauth2/jwks")
                .suggest("signalbox.public-url", ports.address(Port.PLATFORM))
                .suggest("signalbox.plugins.folder", root.resolve("plugins/target/shipped"))
                // The demo asks the platform how it is, and a port on which nothing listens; no other may be called
                // unless a person says so.
                .include(
                        "signalbox.connectors.allowed-internal-hosts",
                        "127.0.0.1:%d,127.0.0.1:9".formatted(ports.of(Port.PLATFORM_MANAGEMENT)));
        return plan(PLATFORM, environment, Port.PLATFORM_MANAGEMENT);
    }

    private Plan mcp() {
        var environment = common(Port.MCP, Port.MCP_MANAGEMENT)
                .set("signalbox.platform.url", ports.address(Port.PLATFORM))
                .set("signalbox.mcp.cache-key", secrets.key("mcp-cache-key"))
                .set("signalbox.mcp.sealing-key", secrets.key("mcp-sealing-key"))
                .set("signalbox.mcp.resource", ports.address(Port.MCP) + "/mcp")
                .set("signalbox.mcp.authorization-server", ports.address(Port.CONSOLE));
        return plan(MCP, environment, Port.MCP_MANAGEMENT);
    }

    private Plan console() {
        var environment = common(Port.CONSOLE, Port.CONSOLE_MANAGEMENT)
                .set("signalbox.platform.url", ports.address(Port.PLATFORM))
                .set("signalbox.mcp.url", ports.address(Port.MCP) + "/mcp")
                .set("signalbox.signin.issuer", ports.address(Port.CONSOLE))
                .set("signalbox.signin.database.host", database.host())
                .set("signalbox.signin.database.port", database.port())
                .set("signalbox.signin.database.name", SignalboxDatabase.NAME)
                .set("signalbox.signin.database.user", SignalboxDatabase.SIGNIN)
                .set(
                        "signalbox.signin.database.password",
                        databasePasswords(secrets).signin());
        return plan(CONSOLE, environment, Port.CONSOLE_MANAGEMENT);
    }

    private Environment common(Port port, Port management) {
        return new Environment()
                .set("spring.profiles.active", "local")
                .set("spring.main.banner-mode", "off")
                .set("server.address", "127.0.0.1")
                .set("server.port", ports.of(port))
                .set("management.server.address", "127.0.0.1")
                .set("management.server.port", ports.of(management))
                .set("management.endpoint.health.probes.enabled", "true")
                .suggest("logging.pattern.console", "%d{HH:mm:ss} %-5level %logger{0}: %msg%n%ex")
                .set("signalbox.service.secret", secrets.key("service-secret"));
    }

    private Plan plan(String name, Environment environment, Port management) {
        return new Plan(name, jar(name), environment, ports.address(management).resolve("/actuator/health/readiness"));
    }

    /** The one jar of that module, whatever version it has, laid out to start quickly. */
    private Path jar(String name) {
        var target = root.resolve(name).resolve("target");
        try (var jars = Files.newDirectoryStream(target, name + "-*.jar")) {
            return ExtractedJar.of(jars.iterator().next());
        } catch (IOException | NoSuchElementException _) {
            throw new LocalFailure("%s is not built: there is no jar in %s.".formatted(name, target));
        }
    }
}
