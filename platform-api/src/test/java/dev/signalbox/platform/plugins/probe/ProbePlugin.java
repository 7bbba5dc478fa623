package dev.signalbox.platform.plugins.probe;

import dev.signalbox.connector.Connector;
import dev.signalbox.connector.ConnectorContext;
import dev.signalbox.connector.ConnectorFactory;
import dev.signalbox.connector.ConnectorInfo;
import dev.signalbox.connector.ConnectorInfo.Authentication;
import dev.signalbox.connector.ConnectorPlugin;
import dev.signalbox.connector.Tool;
import dev.signalbox.connector.ToolCall;
import dev.signalbox.connector.ToolDefinition;
import dev.signalbox.connector.ToolException;
import dev.signalbox.connector.ToolException.Reason;
import dev.signalbox.connector.ToolResult;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Brings one connector whose tool tells which classes and resources exist for it. */
public final class ProbePlugin implements ConnectorPlugin {

    public record Look(String name) {}

    public record Settings(int size) {

        public Settings {
            if (size < 0) {
                throw new ToolException(Reason.INVALID_ARGUMENT, "size is not negative.");
            }
        }
    }

    @Override
    public List<ConnectorFactory<?>> connectors() {
        return List.of(new Factory());
    }

    private static final class Factory implements ConnectorFactory<Settings> {

        @Override
        public ConnectorInfo info() {
            return new ConnectorInfo("probe", "Probe", "Looks around.", "1.0.0", Set.of(Authentication.NONE));
        }

        @Override
        public Class<Settings> settings() {
            return Settings.class;
        }

        @Override
        public Connector open(Settings settings, ConnectorContext context) {
            return new Probe();
        }
    }

    private static final class Probe implements Connector {

        @Override
        public List<Tool<?>> tools() {
            var look = ToolDefinition.read("look", "Look", "Tells whether a class or resource exists.");
            return List.of(Tool.of(
                    look,
                    Look.class,
                    (arguments, _) -> ToolResult.of(
                            Map.of("sees", seesClass(arguments.name()), "reads", seesResource(arguments.name())))));
        }

        @Override
        public void check(ToolCall call) {}

        private static boolean seesClass(String name) {
            try {
                Class.forName(name, false, Probe.class.getClassLoader());
                return true;
            } catch (ClassNotFoundException e) {
                return false;
            }
        }

        private static boolean seesResource(String name) {
            return Probe.class.getClassLoader().getResource(name) != null;
        }
    }
}
