package dev.signalbox.connector.example;

import dev.signalbox.connector.Connector;
import dev.signalbox.connector.ConnectorContext;
import dev.signalbox.connector.ConnectorFactory;
import dev.signalbox.connector.ConnectorInfo;
import dev.signalbox.connector.ConnectorInfo.Authentication;
import dev.signalbox.connector.ConnectorPlugin;
import dev.signalbox.connector.Description;
import java.net.URI;
import java.util.List;
import java.util.Set;

/** What the jar brings: one connector. META-INF/services names this class. */
public final class ExamplePlugin implements ConnectorPlugin {

    @Override
    public List<ConnectorFactory<?>> connectors() {
        return List.of(new Example());
    }

    /** The form that a person fills in. */
    record Settings(
            @Description("Where the quotes are, such as https://quotes.example.com/v1.")
            URI baseUrl) {}

    /** The entry of the catalogue. */
    private static final class Example implements ConnectorFactory<Settings> {

        @Override
        public ConnectorInfo info() {
            return new ConnectorInfo(
                    "example",
                    "Example",
                    "Looks up quotes and keeps the good ones.",
                    "1.0.0",
                    Set.of(Authentication.NONE, Authentication.BEARER));
        }

        @Override
        public Class<Settings> settings() {
            return Settings.class;
        }

        @Override
        public Connector open(Settings settings, ConnectorContext context) {
            return new ExampleConnector(settings, context);
        }
    }
}
