package dev.signalbox.local;

import dev.signalbox.postgres.Postgres;
import dev.signalbox.postgres.SignalboxDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** Two platform nodes on one database of their own; neither MCP server nor console stands before them. */
final class Cluster implements AutoCloseable {

    private final Postgres postgres;
    private final PlatformNode first;
    private final PlatformNode second;
    private final JsonNode tenant;

    private Cluster() throws IOException {
        var data = Files.createTempDirectory(
                Files.createDirectories(Path.of("target/installations").toAbsolutePath()), "cluster-");
        var secrets = SecretFolder.in(data);
        postgres = Postgres.start(Postgres.Settings.temporary());
        SignalboxDatabase.prepare(postgres, Plans.databasePasswords(secrets));
        first = node("first", data, secrets);
        second = node("second", data, secrets);
        // The first one migrates; both at once would be right too, and would only wait for each other.
        first.start();
        tenant = Bootstrap.tenant(first.address(), secrets);
        second.start();
    }

    static Cluster start() throws IOException {
        return new Cluster();
    }

    private PlatformNode node(String name, Path data, SecretFolder secrets) throws IOException {
        var ports = Installation.freePorts();
        var plan = new Plans(Installation.ROOT, data, ports, secrets, postgres.admin())
                .all().stream()
                        .filter(one -> one.name().equals(Plans.PLATFORM))
                        .findFirst()
                        .orElseThrow();
        plan.environment().set("signalbox.connectors.allowed-internal-hosts", "127.0.0.1");
        return new PlatformNode(plan, ports.address(Port.PLATFORM), data.resolve(name));
    }

    PlatformNode first() {
        return first;
    }

    PlatformNode second() {
        return second;
    }

    List<PlatformNode> nodes() {
        return List.of(first, second);
    }

    /** Both run and answer when this returns. */
    void restore() {
        nodes().forEach(PlatformNode::start);
    }

    /** One of them, without the other. */
    PlatformNode alone() {
        var stays = nodes().stream()
                .filter(PlatformNode::runs)
                .reduce((_, last) -> last)
                .orElse(second);
        otherThan(stays).leave();
        stays.start();
        return stays;
    }

    PlatformNode otherThan(PlatformNode node) {
        return node == first ? second : first;
    }

    /** The owner of the one tenant, at a node. */
    Caller owner(PlatformNode node) {
        return new Caller(node.address(), "Bearer " + tenant.get("pat").stringValue());
    }

    /** The owner, at whichever node answers. */
    Anywhere anywhere() {
        return new Anywhere(nodes().stream().map(this::owner).toList());
    }

    @Override
    public void close() {
        nodes().forEach(PlatformNode::close);
        postgres.close();
    }
}
