package dev.signalbox.connector.workqueue;

import dev.signalbox.connector.Connector;
import dev.signalbox.connector.ConnectorContext;
import dev.signalbox.connector.ConnectorFactory;
import dev.signalbox.connector.ConnectorInfo;
import dev.signalbox.connector.ConnectorInfo.Authentication;
import java.util.Set;

final class WorkqueueFactory implements ConnectorFactory<WorkqueueSettings> {

    @Override
    public ConnectorInfo info() {
        return new ConnectorInfo(
                "loops",
                "Work queue",
                "Tasks for agents, gathered in loops with an order of priority. Agents take the next work, people approve.",
                "1.0.0",
                Set.of(Authentication.NONE));
    }

    @Override
    public Class<WorkqueueSettings> settings() {
        return WorkqueueSettings.class;
    }

    @Override
    public Connector open(WorkqueueSettings settings, ConnectorContext context) {
        return new WorkqueueConnector(settings, context);
    }
}
