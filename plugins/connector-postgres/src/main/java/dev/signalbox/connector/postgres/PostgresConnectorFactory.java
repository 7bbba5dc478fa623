package dev.signalbox.connector.postgres;

import dev.signalbox.connector.Connector;
import dev.signalbox.connector.ConnectorContext;
import dev.signalbox.connector.ConnectorFactory;
import dev.signalbox.connector.ConnectorInfo;
import dev.signalbox.connector.ConnectorInfo.Authentication;
import java.util.Set;

final class PostgresConnectorFactory implements ConnectorFactory<PostgresSettings> {

    @Override
    public ConnectorInfo info() {
        return new ConnectorInfo(
                "postgres",
                "PostgreSQL",
                "Queries a PostgreSQL database, and changes it where the instance allows that.",
                "1.0.0",
                Set.of(Authentication.BASIC));
    }

    @Override
    public Class<PostgresSettings> settings() {
        return PostgresSettings.class;
    }

    @Override
    public Connector open(PostgresSettings settings, ConnectorContext context) {
        return new PostgresConnector(settings, context);
    }
}
