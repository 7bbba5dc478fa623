package dev.signalbox.platform.plugins.broken;

import dev.signalbox.connector.ConnectorFactory;
import dev.signalbox.connector.ConnectorPlugin;
import java.util.List;

public final class BrokenPlugin implements ConnectorPlugin {

    @Override
    public List<ConnectorFactory<?>> connectors() {
        throw new UnsupportedOperationException("This plugin is broken on purpose.");
    }
}
