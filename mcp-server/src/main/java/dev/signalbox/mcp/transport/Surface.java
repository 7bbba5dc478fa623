package dev.signalbox.mcp.transport;

import org.springframework.http.server.reactive.ServerHttpRequest;

/** An address of this server, and the kind of token that it takes. */
enum Surface {
    EVERYTHING(McpEndpoint.PATH),
    /** For those who are to run one workflow and see nothing else. */
    RUNS(McpEndpoint.RUNS_PATH);

    private static final String RUN_TOKEN = "wrt_";

    private final String path;

    Surface(String path) {
        this.path = path;
    }

    static Surface of(ServerHttpRequest request) {
        return request.getPath().value().startsWith(RUNS.path) ? RUNS : EVERYTHING;
    }

    /** A prefix tells the kind of a token and nothing else, so it may be said before anybody looks whether it is valid. */
    void require(String token) {
        boolean runToken = token.startsWith(RUN_TOKEN);
        if (this == RUNS && !runToken) {
            throw new WrongTokenException(
                    "This address takes run tokens only: Authorization: Bearer wrt_… Other tokens work at %s."
                            .formatted(EVERYTHING.path));
        }
        if (this == EVERYTHING && runToken) {
            throw new WrongTokenException(
                    "This is a run token: it works at %s. Use a personal access token here.".formatted(RUNS.path));
        }
    }
}
