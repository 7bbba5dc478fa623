package dev.signalbox.connector.remotemcp;

import dev.signalbox.connector.testkit.ConnectorContract;
import dev.signalbox.connector.testkit.Example;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** The other system speaks MCP, which the kit's server does not, so this test brings its own. */
class RemoteMcpContractTest extends ConnectorContract {

    private FakeServer remote;

    @BeforeEach
    void startRemote() throws IOException {
        remote = new FakeServer();
        remote.modern = true;
        remote.tools.put("echo", """
                {"name": "echo", "description": "Says it again.", "inputSchema": {"type": "object", "required": ["text"],
                "properties": {"text": {"type": "string", "description": "What to say."}}, "additionalProperties": false}}
                """);
    }

    @AfterEach
    void stopRemote() {
        remote.close();
    }

    @Override
    protected String connector() {
        return "remote-mcp";
    }

    @Override
    protected String settings() {
        return "{\"url\": \"%s\", \"timeout_seconds\": 10}".formatted(remote.url());
    }

    /** As a first look would have left it. */
    @Override
    protected void prepare(dev.signalbox.connector.testkit.TestContext context) {
        try {
            var offers = new Pins(context.store(), context.json());
            offers.compare(new Offers(
                    new java.util.TreeMap<>(Map.of(
                            "echo",
                            Offers.definition("echo", Said.of(context.json().read(remote.tools.get("echo")))))),
                    new java.util.TreeMap<>()));
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    protected List<Example> examples() {
        return List.of(Example.of("echo", "{\"text\": \"hello\"}"));
    }

    @Override
    protected void hang() {
        remote.hangs();
    }
}
