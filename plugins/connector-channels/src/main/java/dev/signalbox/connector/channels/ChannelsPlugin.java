package dev.signalbox.connector.channels;

import dev.signalbox.connector.ConnectorFactory;
import dev.signalbox.connector.ConnectorPlugin;
import java.util.List;

public final class ChannelsPlugin implements ConnectorPlugin {

    @Override
    public List<ConnectorFactory<?>> connectors() {
        return List.of(new SmtpConnectorFactory(), new SlackConnectorFactory(), new SmsConnectorFactory());
    }
}
