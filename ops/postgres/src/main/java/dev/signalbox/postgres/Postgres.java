package dev.signalbox.postgres;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A running PostgreSQL 17 with pgvector, wherever it comes from. */
public sealed interface Postgres extends AutoCloseable permits GivenServer, DockerServer, EmbeddedServer {

    /** The login that may create roles and databases. */
    Login admin();

    /** Where it comes from, in a word. */
    String origin();

    /** Stops what was started here; a given server is left alone. */
    @Override
    void close();

    /** Starts, in this order: what the URL names, a Docker engine that answers, the embedded server. */
    static Postgres start(Settings settings) {
        if (settings.url() != null) {
            return GivenServer.at(settings.url());
        }
        List<Exception> reasons = new ArrayList<>();
        if (DockerServer.mayAnswer()) {
            try {
                return DockerServer.start(settings);
            } catch (RuntimeException e) {
                reasons.add(e);
            }
        }
        try {
            return EmbeddedServer.start(settings);
        } catch (RuntimeException e) {
            reasons.forEach(e::addSuppressed);
            throw e;
        }
    }

    /**
     * Which server is wanted.
     *
     * @param url a server of one's own, {@code postgresql://user:password@host:port/database}
     * @param data where the data is kept; null for a server whose data is thrown away with it
     * @param port 0 for any free one
     */
    record Settings(@Nullable String url, @Nullable Path data, int port) {

        /** For tests: gone when the JVM ends. {@code SIGNALBOX_TEST_DATABASE_URL} names a server to use instead. */
        public static Settings temporary() {
            var url = System.getenv("SIGNALBOX_TEST_DATABASE_URL");
            return new Settings(url == null || url.isBlank() ? null : url, null, 0);
        }

        public static Settings kept(Path data, int port) {
            return new Settings(null, data, port);
        }

        public static Settings given(String url) {
            return new Settings(url, null, 0);
        }
    }
}
