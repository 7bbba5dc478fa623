package dev.signalbox.local;

import dev.signalbox.postgres.DatabaseUnavailableException;
import dev.signalbox.postgres.ExclusiveLock;
import dev.signalbox.postgres.Postgres;
import dev.signalbox.postgres.SignalboxDatabase;
import dev.signalbox.postgres.UserFolders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Map;

/** Starts Signalbox on this machine, fills it once with a demo, and stays until it is stopped. */
public final class Launcher {

    private final Map<String, String> environment;
    private final Path data;
    private final Ports ports;
    private final Belongings belongings;

    private Launcher(Map<String, String> environment, Belongings belongings) {
        this.belongings = belongings;
        this.environment = environment;
        this.data = UserFolders.data();
        this.ports = Ports.of(environment);
    }

    /** Takes the checkout's folder. */
    public static void main(String[] arguments) throws IOException {
        var belongings = Belongings.closedAtExit();
        try {
            new Launcher(System.getenv(), belongings).run(Path.of(arguments[0]).toAbsolutePath());
        } catch (LocalFailure | DatabaseUnavailableException e) {
            // What is stopped in the middle of its start fails in some way; nobody wants to read how.
            if (!belongings.closing()) {
                Terminal.complain(String.valueOf(e.getMessage()));
            }
            System.exit(1);
        }
    }

    private void run(Path root) throws IOException {
        takeOver();
        belongings.keep(() -> Terminal.say("Signalbox has stopped."));
        Terminal.say("Starting on the data in %s; the very first start takes longer.".formatted(data));
        var watch = new Stopwatch();
        var secrets = SecretFolder.in(data);
        var postgres = startDatabase(secrets);
        Terminal.say("  %-12s  ready after %s   %s on port %d"
                .formatted(
                        "database",
                        watch.lap(),
                        postgres.origin(),
                        postgres.admin().port()));
        var plans = new Plans(root, data, ports, secrets, postgres.admin());
        var children = belongings.keep(Children.start(plans.all(), data));
        for (var child : children.members()) {
            child.awaitReady();
            Terminal.say("  %-12s  ready after %s".formatted(child.name(), watch.total()));
        }
        var demo = new Seed(ports, secrets).once();
        Terminal.say(Welcome.text(ports, demo, data));
        Terminal.say(Terminal.strong("Ready after %s. Ctrl-C stops everything.%n".formatted(watch.total())));
        children.showLogs();
        stayUntilOneEnds(children);
    }

    private void takeOver() throws IOException {
        Files.createDirectories(
                data, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        var lock = ExclusiveLock.tryFor(data.resolve("launcher.lock"))
                .orElseThrow(() -> new LocalFailure(
                        "Signalbox is running already on the data in %s: stop that one first, or set SIGNALBOX_DATA_DIR to another folder."
                                .formatted(data)));
        belongings.keep(lock);
        Orphans.stop(data);
        var wanted = EnumSet.allOf(Port.class);
        wanted.remove(Port.DATABASE); // an orphaned server may still hold it; the database itself looks after that
        ports.requireFree(wanted);
    }

    private Postgres startDatabase(SecretFolder secrets) {
        var url = environment.getOrDefault("SIGNALBOX_DATABASE_URL", "");
        var settings = url.isBlank()
                ? Postgres.Settings.kept(data.resolve("postgres"), ports.of(Port.DATABASE))
                : Postgres.Settings.given(url);
        var postgres = belongings.keep(Postgres.start(settings));
        SignalboxDatabase.prepare(postgres, Plans.databasePasswords(secrets));
        return postgres;
    }

    private void stayUntilOneEnds(Children children) {
        var ended = children.awaitAnyEnd();
        if (!belongings.closing()) {
            throw ended.died();
        }
    }
}
