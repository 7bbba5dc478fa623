package dev.signalbox.postgres;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The roles, the database and the rights in it, made where they are missing. The tables are not its business: their
 * owners migrate them.
 */
public final class SignalboxDatabase {

    public static final String NAME = "signalbox";
    public static final String OWNER = "signalbox_owner";
    public static final String APP = "signalbox_app";
    public static final String SYSTEM = "signalbox_system";
    public static final String SIGNIN = "signalbox_signin";

    private SignalboxDatabase() {}

    public static void prepare(Postgres postgres, RolePasswords passwords) {
        prepare(postgres.admin(), NAME, passwords);
    }

    static void prepare(Login admin, String database, RolePasswords passwords) {
        try {
            try (var connection = admin.open()) {
                makeRoles(connection, passwords);
                makeDatabase(connection, database);
            }
            try (var connection = admin.withDatabase(database).open()) {
                makeExtension(connection);
                grantRights(connection, database);
            }
        } catch (SQLException e) {
            throw new DatabaseUnavailableException(
                    "The database %s could not be prepared as %s: %s".formatted(database, admin, e.getMessage()), e);
        }
    }

    private static void makeRoles(Connection connection, RolePasswords passwords) throws SQLException {
        makeRole(connection, OWNER, "login", passwords.owner());
        makeRole(connection, APP, "login", passwords.app());
        makeRole(connection, SIGNIN, "login", passwords.signin());
        makeRole(connection, SYSTEM, "nologin", null);
        execute(
                connection,
                // It hands its definer functions over to the system role and otherwise does not act as it.
                "grant signalbox_system to signalbox_owner with inherit false, set true",
                // An administrator that is no superuser may give away only to roles it belongs to.
                "grant signalbox_owner, signalbox_signin to current_user");
    }

    private static void makeRole(Connection connection, String role, String login, @Nullable String password)
            throws SQLException {
        if (!exists(connection, "select from pg_roles where rolname = ?", role)) {
            execute(connection, "create role " + role);
        }
        execute(connection, "alter role %s %s nosuperuser nobypassrls nocreatedb nocreaterole".formatted(role, login));
        if (password != null) {
            execute(connection, "alter role %s password %s".formatted(role, quoted(connection, password)));
        }
    }

    private static void makeDatabase(Connection connection, String database) throws SQLException {
        if (!exists(connection, "select from pg_database where datname = ?", database)) {
            execute(
                    connection,
                    "create database %s owner signalbox_owner encoding 'UTF8' template template0".formatted(database));
        }
    }

    private static void makeExtension(Connection connection) throws SQLException {
        if (!exists(connection, "select from pg_available_extensions where name = ?", "vector")) {
            throw new DatabaseUnavailableException(
                    "The given PostgreSQL has no pgvector: install its package on the database server (postgresql-17-pgvector).");
        }
        execute(connection, "create extension if not exists vector");
    }

    private static void grantRights(Connection connection, String database) throws SQLException {
        execute(
                connection,
                "revoke all on database %s from public".formatted(database),
                "grant connect on database %s to signalbox_owner, signalbox_app, signalbox_signin".formatted(database),
                "alter schema public owner to signalbox_owner",
                "revoke all on schema public from public",
                "grant usage on schema public to signalbox_app",
                // Whoever owns a definer function must be allowed to create in its schema.
                "grant usage, create on schema public to signalbox_system",
                // A definer function that everybody may call would be a hole in the tenants' walls: grants are
                // explicit.
                "alter default privileges for role signalbox_owner revoke execute on functions from public",
                "create schema if not exists signin authorization signalbox_signin",
                "alter role signalbox_signin in database %s set search_path = signin".formatted(database));
    }

    private static boolean exists(Connection connection, String sql, String name) throws SQLException {
        try (var statement = connection.prepareStatement(sql)) {
            statement.setString(1, name);
            try (var rows = statement.executeQuery()) {
                return rows.next();
            }
        }
    }

    private static String quoted(Connection connection, String text) throws SQLException {
        try (var statement = connection.prepareStatement("select quote_literal(?)")) {
            statement.setString(1, text);
            try (var rows = statement.executeQuery()) {
                rows.next();
                return rows.getString(1);
            }
        }
    }

    private static void execute(Connection connection, String... statements) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (var sql : List.of(statements)) {
                statement.execute(sql);
            }
        }
    }
}
