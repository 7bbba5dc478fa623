package dev.signalbox.connector.channels;

import dev.signalbox.connector.Connector;
import dev.signalbox.connector.ConnectorContext;
import dev.signalbox.connector.ConnectorFactory;
import dev.signalbox.connector.ConnectorInfo;
import dev.signalbox.connector.ConnectorInfo.Authentication;
import java.util.Set;

final class SlackConnectorFactory implements ConnectorFactory<SlackSettings> {

    @Override
    public ConnectorInfo info() {
        return new ConnectorInfo(
                "slack",
                "Slack (incoming webhook)",
                "Posts to one channel of Slack, or of a chat that takes the same webhooks. "
                        + "The address of the webhook is the API key.",
                "1.0.0",
                Set.of(Authentication.API_KEY));
    }

    @Override
    public Class<SlackSettings> settings() {
        return SlackSettings.class;
    }

    @Override
    public Connector open(SlackSettings settings, ConnectorContext context) {
        return new SlackConnector(settings, context);
    }
}
