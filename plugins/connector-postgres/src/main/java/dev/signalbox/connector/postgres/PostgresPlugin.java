package dev.signalbox.connector.postgres;

import dev.signalbox.connector.ConnectorFactory;
import dev.signalbox.connector.ConnectorPlugin;
import java.util.List;

public final class PostgresPlugin implements ConnectorPlugin {

    @Override
    public List<ConnectorFactory<?>> connectors() {
        return List.of(new PostgresConnectorFactory());
    }
}
