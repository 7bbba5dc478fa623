package dev.signalbox.connector.github;

import dev.signalbox.connector.Connector;
import dev.signalbox.connector.ConnectorContext;
import dev.signalbox.connector.ConnectorFactory;
import dev.signalbox.connector.ConnectorInfo;
import dev.signalbox.connector.ConnectorInfo.Authentication;
import java.util.Set;

final class GithubConnectorFactory implements ConnectorFactory<GithubSettings> {

    @Override
    public ConnectorInfo info() {
        return new ConnectorInfo(
                "github",
                "GitHub",
                "Reads and changes issues, pull requests and files of GitHub repositories.",
                "1.0.0",
                Set.of(Authentication.NONE, Authentication.BEARER));
    }

    @Override
    public Class<GithubSettings> settings() {
        return GithubSettings.class;
    }

    @Override
    public Connector open(GithubSettings settings, ConnectorContext context) {
        return new GithubConnector(settings, context);
    }
}
