package dev.signalbox.postgres;

import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicInteger;

/** A new, empty, prepared database for one test class, on one server per JVM that ends with it. */
public record TestDatabase(Login owner, Login app, Login signin) implements AutoCloseable {

    private static final RolePasswords PASSWORDS = new RolePasswords("owner-secret", "app-secret", "signin-secret");
    private static final String TEMPLATE = "signalbox_template";
    private static final AtomicInteger COUNTER = new AtomicInteger();

    /** Started by the first test that asks. */
    private static final class Server {
        static final Postgres SHARED = Postgres.start(Postgres.Settings.temporary());

        static {
            SignalboxDatabase.prepare(SHARED.admin(), TEMPLATE, PASSWORDS);
        }
    }

    public static TestDatabase fresh() {
        var name = "test_%d_%d".formatted(ProcessHandle.current().pid(), COUNTER.incrementAndGet());
        var admin = Server.SHARED.admin();
        execute(
                admin,
                "create database %s template %s owner signalbox_owner".formatted(name, TEMPLATE),
                "revoke all on database %s from public".formatted(name),
                "grant connect on database %s to signalbox_app, signalbox_signin".formatted(name),
                "alter role signalbox_signin in database %s set search_path = signin".formatted(name));
        var login = admin.withDatabase(name);
        return new TestDatabase(
                login.as(SignalboxDatabase.OWNER, PASSWORDS.owner()),
                login.as(SignalboxDatabase.APP, PASSWORDS.app()),
                login.as(SignalboxDatabase.SIGNIN, PASSWORDS.signin()));
    }

    public String host() {
        return app.host();
    }

    public int port() {
        return app.port();
    }

    public String name() {
        return app.database();
    }

    public String ownerPassword() {
        return owner.password();
    }

    public String appPassword() {
        return app.password();
    }

    public String signinPassword() {
        return signin.password();
    }

    /** The login that may do anything: for tests that look at the catalogue or break something on purpose. */
    public Login admin() {
        return Server.SHARED.admin().withDatabase(name());
    }

    /** Drops it, whoever is still connected. */
    @Override
    public void close() {
        execute(Server.SHARED.admin(), "drop database if exists %s with (force)".formatted(name()));
    }

    private static void execute(Login admin, String... statements) {
        try (var connection = admin.open();
                var statement = connection.createStatement()) {
            for (var sql : statements) {
                statement.execute(sql);
            }
        } catch (SQLException e) {
            throw new DatabaseUnavailableException("The test database could not be set up: " + e.getMessage(), e);
        }
    }
}
