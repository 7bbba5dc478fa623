package dev.signalbox.connector.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.connector.Connector;
import dev.signalbox.connector.ConnectorFactory;
import dev.signalbox.connector.ConnectorPlugin;
import dev.signalbox.platform.schemas.RecordJson;
import dev.signalbox.platform.schemas.Shape;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;

/** The jar as it is shipped, in a class loader that shows it the JDK and the contract, as the platform's does. */
class PackedPluginIT {

    @Test
    void theShippedJarBringsItsDriverAndLeavesNothingBehind() throws Exception {
        try (var server = new TestServer();
                var jar = new URLClassLoader(new URL[] {shipped().toUri().toURL()}, new OnlyTheContract())) {
            var before = Thread.currentThread().getContextClassLoader();
            Thread.currentThread().setContextClassLoader(jar);
            try {
                var plugin = ServiceLoader.load(ConnectorPlugin.class, jar)
                        .iterator()
                        .next();
                assertThat(plugin.getClass().getClassLoader()).isSameAs(jar);

                open(plugin.connectors().getFirst(), server).check(server.asOwner());
            } finally {
                Thread.currentThread().setContextClassLoader(before);
            }
            assertThat(DriverManager.drivers()
                            .filter(driver -> driver.getClass().getClassLoader() == jar))
                    .isEmpty();
        }
    }

    private static <C extends Record> Connector open(ConnectorFactory<C> factory, TestServer server) {
        var given = RecordJson.MAPPER.readTree(
                "{\"host\": \"%s\", \"port\": %d, \"database\": \"%s\", \"tls\": \"disable\"}"
                        .formatted(server.database.host(), server.database.port(), server.database.name()));
        var settings = Shape.of(factory.settings()).fill(given).value();
        return factory.open(RecordJson.bind(settings, factory.settings(), "settings"), server.context);
    }

    private static Path shipped() throws Exception {
        try (var files = Files.list(Path.of("target"))) {
            return files.filter(file -> file.getFileName().toString().matches("connector-postgres-[\\d.]+\\.jar"))
                    .findFirst()
                    .orElseThrow();
        }
    }

    private static final class OnlyTheContract extends ClassLoader {

        private static final String CONTRACT = ConnectorPlugin.class.getPackageName() + ".";

        OnlyTheContract() {
            super(ClassLoader.getPlatformClassLoader());
        }

        @Override
        protected Class<?> findClass(String name) throws ClassNotFoundException {
            if (name.startsWith(CONTRACT) && name.indexOf('.', CONTRACT.length()) == -1) {
                return ConnectorPlugin.class.getClassLoader().loadClass(name);
            }
            throw new ClassNotFoundException(name);
        }
    }
}
