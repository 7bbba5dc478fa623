package dev.signalbox.platform.connectors;

import dev.signalbox.connector.Connector;
import dev.signalbox.connector.Tool;
import java.util.List;
import java.util.Optional;

/** A connector that is open for one instance, with what it may use until it is closed. */
final class OpenConnector {

    private final Connector connector;
    private final InstanceContext context;

    OpenConnector(Connector connector, InstanceContext context) {
        this.connector = connector;
        this.context = context;
    }

    Connector connector() {
        return connector;
    }

    List<Tool<?>> tools() {
        return connector.tools();
    }

    Optional<Tool<?>> tool(String name) {
        return tools().stream()
                .filter(tool -> tool.definition().name().equals(name))
                .findFirst();
    }

    void close() {
        connector.close();
        context.close();
    }
}
