package dev.signalbox.postgres;

import com.github.dockerjava.api.model.Bind;
import com.github.dockerjava.api.model.ExposedPort;
import com.github.dockerjava.api.model.HostConfig;
import com.github.dockerjava.api.model.PortBinding;
import com.github.dockerjava.api.model.Ports;
import com.github.dockerjava.api.model.Volume;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.postgresql.PostgreSQLContainer;
import org.testcontainers.utility.DockerImageName;

/** A server in a container; kept data lies in a volume that is named after the data folder. */
record DockerServer(
        Login admin,
        PostgreSQLContainer container,
        @Nullable DataFolder folder) implements Postgres {

    private static final DockerImageName IMAGE =
            DockerImageName.parse("pgvector/pgvector:pg17").asCompatibleSubstituteFor("postgres");

    /** A cheap first question: the library needs seconds to find out that there is no engine. */
    static boolean mayAnswer() {
        var host = System.getenv("DOCKER_HOST");
        return (host != null
                        || Files.exists(Path.of("/var/run/docker.sock"))
                        || Files.exists(Path.of(System.getProperty("user.home"), ".docker/run/docker.sock")))
                && DockerClientFactory.instance().isDockerAvailable();
    }

    static DockerServer start(Settings settings) {
        try {
            var folder = settings.data() == null ? null : DataFolder.own(settings.data(), true);
            try {
                return start(settings, folder);
            } catch (RuntimeException e) {
                if (folder != null) {
                    folder.release();
                }
                throw e;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static DockerServer start(Settings settings, @Nullable DataFolder folder) throws IOException {
        var password = folder == null ? UUID.randomUUID().toString() : folder.passwordMadeOnce();
        var container = new PostgreSQLContainer(IMAGE)
                .withUsername("postgres")
                .withPassword(password)
                .withDatabaseName("postgres")
                .withCreateContainerCmdModifier(
                        command -> configure(Objects.requireNonNull(command.getHostConfig()), settings.port(), folder));
        container.start();
        var login = new Login(container.getHost(), container.getMappedPort(5432), "postgres", "postgres", password);
        return new DockerServer(login, container, folder);
    }

    private static void configure(HostConfig host, int port, @Nullable DataFolder folder) {
        var binding = port == 0 ? Ports.Binding.bindIp("127.0.0.1") : Ports.Binding.bindIpAndPort("127.0.0.1", port);
        host.withPortBindings(new PortBinding(binding, ExposedPort.tcp(5432)));
        if (folder != null) {
            var volume =
                    "signalbox-" + Integer.toHexString(folder.home().toString().hashCode());
            host.withBinds(new Bind(volume, new Volume("/var/lib/postgresql/data")));
        }
    }

    @Override
    public String origin() {
        return "in a container";
    }

    @Override
    public void close() {
        container.stop();
        if (folder != null) {
            folder.release();
        }
    }
}
