package dev.signalbox.connector.remotemcp;

import dev.signalbox.connector.Credential;
import dev.signalbox.connector.Tool;
import dev.signalbox.connector.ToolCall;
import dev.signalbox.connector.ToolResult;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A connector before a server of a test. */
abstract class RemoteServer {

    FakeServer server;
    TestContext context;
    RemoteMcpConnector connector;

    @BeforeEach
    void start() throws Exception {
        server = new FakeServer();
        context = new TestContext();
        connector = connector(false);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    RemoteMcpConnector connector(boolean trusting) {
        return connector(List.of(), Optional.empty(), trusting);
    }

    RemoteMcpConnector connector(List<String> tools, Optional<String> prefix, boolean trusting) {
        return new RemoteMcpConnector(
                new RemoteMcpSettings(server.url(), tools, prefix, trusting, 5, "X-API-Key"), context);
    }

    void validate() throws InterruptedException {
        connector.check(new TestCall());
    }

    Map<String, Object> call(String tool, Map<String, @Nullable Object> arguments) throws InterruptedException {
        return call(tool, arguments, new TestCall(new Credential.None()));
    }

    @SuppressWarnings("unchecked")
    Map<String, Object> call(String tool, Map<String, @Nullable Object> arguments, ToolCall call)
            throws InterruptedException {
        ToolResult result = tool(tool).handler().handle(arguments, call);
        return (Map<String, Object>) result.structured();
    }

    Tool.Dynamic tool(String name) {
        return connector.tools().stream()
                .filter(tool -> tool.definition().name().equals(name))
                .map(Tool.Dynamic.class::cast)
                .findFirst()
                .orElseThrow();
    }

    List<String> names() {
        return connector.tools().stream().map(tool -> tool.definition().name()).toList();
    }
}
