package dev.signalbox.connector.github;

import dev.signalbox.connector.Connector;
import dev.signalbox.connector.ConnectorContext;
import dev.signalbox.connector.Tool;
import dev.signalbox.connector.ToolCall;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

final class GithubConnector implements Connector {

    private final Github github;
    private final List<Tool<?>> tools;

    GithubConnector(GithubSettings settings, ConnectorContext context) {
        this.github = new Github(settings, context);
        this.tools = Stream.of(
                        new Issues(github, settings).tools(),
                        new Pulls(github, settings).tools(),
                        new Files(github, settings).tools())
                .flatMap(List::stream)
                .toList();
    }

    @Override
    public List<Tool<?>> tools() {
        return tools;
    }

    /** Asking for the limits counts against none of them, and a token that is wrong is refused there too. */
    @Override
    public void check(ToolCall call) throws InterruptedException {
        github.get("/rate_limit", Map.of(), call.credential());
    }
}
