package dev.signalbox.local;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;

/** One MCP server of several. */
record McpNode(Children process, URI address) implements AutoCloseable {

    static McpNode start(Plan plan, URI address, Path data) {
        var node = new McpNode(Children.start(List.of(plan), data), address);
        node.process.members().forEach(Child::awaitReady);
        return node;
    }

    Caller caller(String token) {
        return new Caller(address, "Bearer " + token);
    }

    @Override
    public void close() {
        process.close();
    }
}
