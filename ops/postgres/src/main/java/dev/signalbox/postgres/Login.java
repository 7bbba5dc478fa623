package dev.signalbox.postgres;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;

/** Who connects to which database, and where it is. */
public record Login(String host, int port, String database, String user, String password) {

    public Connection open() throws SQLException {
        var properties = new Properties();
        properties.setProperty("user", user);
        properties.setProperty("password", password);
        properties.setProperty("connectTimeout", "5");
        return DriverManager.getConnection(jdbcUrl(), properties);
    }

    public String jdbcUrl() {
        return "jdbc:postgresql://%s:%d/%s".formatted(host, port, database);
    }

    public Login withDatabase(String other) {
        return new Login(host, port, other, user, password);
    }

    public Login as(String otherUser, String otherPassword) {
        return new Login(host, port, database, otherUser, otherPassword);
    }

    @Override
    public String toString() {
        return "%s on %s:%d/%s".formatted(user, host, port, database);
    }
}
