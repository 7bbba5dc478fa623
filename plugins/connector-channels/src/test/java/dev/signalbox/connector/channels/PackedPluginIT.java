package dev.signalbox.connector.channels;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import dev.signalbox.connector.Connector;
import dev.signalbox.connector.ConnectorFactory;
import dev.signalbox.connector.ConnectorPlugin;
import dev.signalbox.connector.Tool;
import dev.signalbox.connector.testkit.TestCall;
import dev.signalbox.connector.testkit.TestContext;
import dev.signalbox.platform.schemas.RecordJson;
import dev.signalbox.platform.schemas.Shape;
import dev.signalbox.platform.schemas.ToolArguments;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;

/** The jar as it is shipped, in a class loader that shows it the JDK and the contract, as the platform's does. */
class PackedPluginIT {

    @Test
    void theShippedJarBringsItsMailLibrary() throws Exception {
        var mail = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
        mail.start();
        var before = Thread.currentThread().getContextClassLoader();
        try (var jar = new URLClassLoader(new URL[] {shipped().toUri().toURL()}, new OnlyTheContract())) {
            Thread.currentThread().setContextClassLoader(jar);
            var plugin =
                    ServiceLoader.load(ConnectorPlugin.class, jar).iterator().next();
            assertThat(plugin.getClass().getClassLoader()).isSameAs(jar);
            var connector = open(plugin.connectors().getFirst(), mail.getSmtp().getPort());

            send(connector.tools().getFirst());

            assertThat(mail.getReceivedMessages()).hasSize(1);
        } finally {
            Thread.currentThread().setContextClassLoader(before);
            mail.stop();
        }
    }

    private static <C extends Record> Connector open(ConnectorFactory<C> factory, int port) {
        var given = RecordJson.MAPPER.readTree(
                "{\"host\": \"127.0.0.1\", \"port\": %d, \"tls\": \"none\", \"from\": \"a@shop.example\"}"
                        .formatted(port));
        var settings = Shape.of(factory.settings()).fill(given).value();
        return factory.open(RecordJson.bind(settings, factory.settings(), "settings"), new TestContext());
    }

    private static <I> void send(Tool<I> tool) throws InterruptedException {
        var arguments = RecordJson.MAPPER.readTree(
                "{\"to\": [\"ann@shop.example\"], \"subject\": \"Grüße\", \"text\": \"Grüße\", \"html\": \"<b>Grüße</b>\"}");
        tool.handler().handle(ToolArguments.bind(tool, arguments), TestCall.anonymous());
    }

    private static Path shipped() throws Exception {
        try (var files = Files.list(Path.of("target"))) {
            return files.filter(file -> file.getFileName().toString().matches("connector-channels-[\\d.]+\\.jar"))
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
