package dev.signalbox.connector.channels;

import dev.signalbox.connector.Connector;
import dev.signalbox.connector.ConnectorContext;
import dev.signalbox.connector.ConnectorFactory;
import dev.signalbox.connector.ConnectorInfo;
import dev.signalbox.connector.ConnectorInfo.Authentication;
import java.util.Set;

final class SmsConnectorFactory implements ConnectorFactory<SmsSettings> {

    @Override
    public ConnectorInfo info() {
        return new ConnectorInfo(
                "sms",
                "Text messages",
                "Sends text messages through Twilio, or a service that speaks like it.",
                "1.0.0",
                Set.of(Authentication.BASIC));
    }

    @Override
    public Class<SmsSettings> settings() {
        return SmsSettings.class;
    }

    @Override
    public Connector open(SmsSettings settings, ConnectorContext context) {
        return new SmsConnector(settings, context);
    }
}
