package dev.signalbox.mcp.transport;

import java.util.regex.Pattern;
import org.springframework.http.HttpHeaders;
import org.springframework.http.server.reactive.ServerHttpRequest;

/** An address of this server, and the kind of token that it takes. */
sealed interface Surface {

    String RUN_TOKEN = "wrt_";
    String CONNECTORS = "/connectors/";
    Pattern INSTANCE = Pattern.compile(CONNECTORS + "([^/]*)/mcp/?");

    /** A prefix tells the kind of a token and nothing else, so it may be said before anybody looks whether it is valid. */
    void require(String token);

    /** A refusal as it is said here. */
    default JsonRpcReply spoken(JsonRpcReply refusal) {
        return refusal;
    }

    static Surface of(ServerHttpRequest request) {
        String path = request.getPath().value();
        if (path.startsWith(CONNECTORS)) {
            var instance = INSTANCE.matcher(path);
            if (instance.matches()) {
                return new Instance(instance.group(1));
            }
        }
        return path.startsWith(McpEndpoint.RUNS_PATH) ? new Runs() : new Everything();
    }

    record Everything() implements Surface {

        @Override
        public void require(String token) {
            if (token.startsWith(RUN_TOKEN)) {
                throw new WrongTokenException("This is a run token: it works at %s. Use a personal access token here."
                        .formatted(McpEndpoint.RUNS_PATH));
            }
        }
    }

    /** For those who are to run one workflow and see nothing else. */
    record Runs() implements Surface {

        @Override
        public void require(String token) {
            if (!token.startsWith(RUN_TOKEN)) {
                throw new WrongTokenException(
                        "This address takes run tokens only: Authorization: Bearer wrt_… Other tokens work at %s."
                                .formatted(McpEndpoint.PATH));
            }
        }
    }

    /**
     * The router: one instance of a connector.
     *
     * @param id as it stands in the address, whatever that is
     */
    record Instance(String id) implements Surface {

        private static final Pattern SIGN_IN = Pattern.compile(",? ?resource_metadata=\"[^\"]*\"");
        private static final Pattern FORM = Pattern.compile("(?i)[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

        boolean isAnId() {
            return FORM.matcher(id).matches();
        }

        @Override
        public void require(String token) {
            new Everything().require(token);
        }

        /** Without the address of a sign-in: its tokens are made for another address. */
        @Override
        public JsonRpcReply spoken(JsonRpcReply refusal) {
            String challenge = refusal.headers().getFirst(HttpHeaders.WWW_AUTHENTICATE);
            return challenge == null
                    ? refusal
                    : refusal.header(
                            HttpHeaders.WWW_AUTHENTICATE,
                            SIGN_IN.matcher(challenge).replaceAll("").strip());
        }
    }
}
