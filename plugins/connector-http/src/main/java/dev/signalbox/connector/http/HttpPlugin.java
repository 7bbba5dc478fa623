package dev.signalbox.connector.http;

import dev.signalbox.connector.ConnectorFactory;
import dev.signalbox.connector.ConnectorPlugin;
import java.util.List;

public final class HttpPlugin implements ConnectorPlugin {

    @Override
    public List<ConnectorFactory<?>> connectors() {
        return List.of(new HttpConnectorFactory());
    }
}
