package dev.signalbox.connector.http;

import dev.signalbox.connector.Connector;
import dev.signalbox.connector.ConnectorContext;
import dev.signalbox.connector.ConnectorFactory;
import dev.signalbox.connector.ConnectorInfo;
import dev.signalbox.connector.ConnectorInfo.Authentication;
import java.util.EnumSet;

final class HttpConnectorFactory implements ConnectorFactory<HttpSettings> {

    @Override
    public ConnectorInfo info() {
        return new ConnectorInfo(
                "http",
                "HTTP",
                "Calls HTTP endpoints with JSON or text and returns status, headers and body.",
                "1.0.0",
                EnumSet.allOf(Authentication.class));
    }

    @Override
    public Class<HttpSettings> settings() {
        return HttpSettings.class;
    }

    @Override
    public Connector open(HttpSettings settings, ConnectorContext context) {
        return new HttpConnector(settings, context);
    }
}
