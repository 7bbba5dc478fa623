package dev.signalbox.platform.plugins.workshop;

import dev.signalbox.connector.Connector;
import dev.signalbox.connector.ConnectorContext;
import dev.signalbox.connector.ConnectorFactory;
import dev.signalbox.connector.ConnectorInfo;
import dev.signalbox.connector.ConnectorInfo.Authentication;
import dev.signalbox.connector.ConnectorPlugin;
import dev.signalbox.connector.ToolException;
import dev.signalbox.connector.ToolException.Reason;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;

/** Loaded from a jar like any other plugin, so nothing of the test is visible to it but the JDK. */
public final class WorkshopPlugin implements ConnectorPlugin {

    public record Settings(String label, List<String> banned) {

        public Settings {
            if (banned.contains(label)) {
                throw new ToolException(Reason.INVALID_ARGUMENT, "The label is banned.");
            }
        }
    }

    @Override
    public List<ConnectorFactory<?>> connectors() {
        return List.of(new Factory());
    }

    private static final class Factory implements ConnectorFactory<Settings> {

        @Override
        public ConnectorInfo info() {
            return new ConnectorInfo("workshop", "Workshop", "For tests.", "1.0.0", Set.of(Authentication.NONE));
        }

        @Override
        public Class<Settings> settings() {
            return Settings.class;
        }

        /** A test that wants it leaves a latch under the label: told that the opening has begun, it then never ends. */
        private static void hang(String label) {
            if (System.getProperties().get(label + "-opening") instanceof CountDownLatch begun) {
                begun.countDown();
                try {
                    new CountDownLatch(1).await();
                } catch (InterruptedException e) {
                    throw new IllegalStateException("Interrupted while opening", e);
                }
            }
        }

        @Override
        public Connector open(Settings settings, ConnectorContext context) {
            hang(settings.label());
            return new Workshop(settings, context);
        }
    }
}
