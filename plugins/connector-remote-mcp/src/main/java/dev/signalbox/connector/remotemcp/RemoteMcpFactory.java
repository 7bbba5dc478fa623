package dev.signalbox.connector.remotemcp;

import dev.signalbox.connector.Connector;
import dev.signalbox.connector.ConnectorContext;
import dev.signalbox.connector.ConnectorFactory;
import dev.signalbox.connector.ConnectorInfo;
import dev.signalbox.connector.ConnectorInfo.Authentication;
import java.net.URI;
import java.util.Optional;
import java.util.Set;

final class RemoteMcpFactory implements ConnectorFactory<RemoteMcpSettings> {

    static final String VERSION = "0.1.0";

    @Override
    public ConnectorInfo info() {
        return new ConnectorInfo(
                "remote-mcp",
                "Remote MCP server",
                "Brings the tools of any MCP server that speaks Streamable HTTP. Tools are offered as they were when the "
                        + "server was first tried; what changes later waits for a person.",
                VERSION,
                Set.of(Authentication.NONE, Authentication.API_KEY, Authentication.BEARER, Authentication.BASIC));
    }

    @Override
    public Class<RemoteMcpSettings> settings() {
        return RemoteMcpSettings.class;
    }

    @Override
    public Optional<URI> protectedResource(RemoteMcpSettings settings) {
        return Optional.of(settings.url());
    }

    @Override
    public Connector open(RemoteMcpSettings settings, ConnectorContext context) {
        return new RemoteMcpConnector(settings, context);
    }
}
