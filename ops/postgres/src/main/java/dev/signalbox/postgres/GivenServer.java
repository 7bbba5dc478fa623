package dev.signalbox.postgres;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;

/** A server that somebody else runs. */
record GivenServer(Login admin) implements Postgres {

    private static final int SUPPORTED_MAJOR = 17;

    static GivenServer at(String url) {
        var login = parse(url.replaceFirst("^jdbc:", ""));
        try (var connection = login.open()) {
            var major = connection.getMetaData().getDatabaseMajorVersion();
            if (major < SUPPORTED_MAJOR) {
                throw new DatabaseUnavailableException(
                        "The given database %s is PostgreSQL %d; Signalbox needs %d or later."
                                .formatted(login, major, SUPPORTED_MAJOR));
            }
        } catch (SQLException e) {
            throw new DatabaseUnavailableException(
                    "The given database does not answer (%s): %s".formatted(login, e.getMessage()), e);
        }
        return new GivenServer(login);
    }

    private static Login parse(String url) {
        try {
            var uri = URI.create(url);
            var user = uri.getRawUserInfo().split(":", 2);
            var port = uri.getPort() < 0 ? 5432 : uri.getPort();
            return new Login(
                    uri.getHost(),
                    port,
                    uri.getPath().substring(1),
                    decode(user[0]),
                    user.length > 1 ? decode(user[1]) : "");
        } catch (RuntimeException e) {
            // The address may hold a password, so it is not repeated.
            throw new DatabaseUnavailableException(
                    "The database address is not of the form postgresql://user:password@host:port/database.", e);
        }
    }

    private static String decode(String part) {
        return URLDecoder.decode(part.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    @Override
    public String origin() {
        return "given";
    }

    @Override
    public void close() {
        // Not ours to stop.
    }
}
