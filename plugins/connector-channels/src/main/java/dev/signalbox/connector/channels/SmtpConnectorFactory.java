package dev.signalbox.connector.channels;

import dev.signalbox.connector.Connector;
import dev.signalbox.connector.ConnectorContext;
import dev.signalbox.connector.ConnectorFactory;
import dev.signalbox.connector.ConnectorInfo;
import dev.signalbox.connector.ConnectorInfo.Authentication;
import java.util.Set;

final class SmtpConnectorFactory implements ConnectorFactory<SmtpSettings> {

    @Override
    public ConnectorInfo info() {
        return new ConnectorInfo(
                "smtp",
                "Mail (SMTP)",
                "Sends mail through a mail server.",
                "1.0.0",
                Set.of(Authentication.NONE, Authentication.BASIC));
    }

    @Override
    public Class<SmtpSettings> settings() {
        return SmtpSettings.class;
    }

    @Override
    public Connector open(SmtpSettings settings, ConnectorContext context) {
        return new SmtpConnector(settings, context);
    }
}
