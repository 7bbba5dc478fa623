package dev.signalbox.connector.github;

import dev.signalbox.connector.ConnectorFactory;
import dev.signalbox.connector.ConnectorPlugin;
import java.util.List;

public final class GithubPlugin implements ConnectorPlugin {

    @Override
    public List<ConnectorFactory<?>> connectors() {
        return List.of(new GithubConnectorFactory());
    }
}
