package dev.signalbox.platform.connectors;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A remote MCP server and the authorization server before it, in one. What a test wants otherwise it sets. Refresh tokens are good
 * once, as strict servers have it.
 */
public final class TestMcpServer implements AutoCloseable {

    private static final JsonMapper JSON = new JsonMapper();

    public volatile boolean guarded;
    /** Refuses everybody, whatever they show. */
    public volatile boolean guardsWithout;

    public volatile String description = "Says who calls.";
    public volatile @Nullable Integer lifetime = 3600;
    public volatile boolean givesRefreshTokens = true;
    public volatile boolean namesItself = true;
    public volatile String issuerItClaims = "";
    public volatile int tokenStatus = 200;
    public volatile String resourceItClaims = "";
    public volatile String methods = "\"S256\"";
    public volatile CountDownLatch refreshMayEnd = new CountDownLatch(0);
    public final AtomicInteger refreshes = new AtomicInteger();
    public final AtomicInteger registrations = new AtomicInteger();
    public final Set<String> accessTokens = ConcurrentHashMap.newKeySet();
    public final Set<String> refreshTokens = ConcurrentHashMap.newKeySet();
    public final List<Map<String, String>> tokenRequests = new CopyOnWriteArrayList<>();
    public final List<String> revoked = new CopyOnWriteArrayList<>();

    private final Map<String, String> challenges = new ConcurrentHashMap<>();
    private final AtomicInteger made = new AtomicInteger();
    private final HttpServer server;

    public TestMcpServer() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/mcp", this::mcp);
        server.createContext(
                "/.well-known/oauth-protected-resource/mcp",
                exchange -> answer(
                        exchange, 200, """
                {"resource": "%s", "authorization_servers": ["%s"], "scopes_supported": ["read", "write"]}
                """.formatted(resourceItClaims.isEmpty() ? url() : resourceItClaims, origin())));
        server.createContext(
                "/.well-known/oauth-authorization-server",
                exchange -> answer(exchange, 200, """
                {"issuer": "%1$s", "authorization_endpoint": "%2$s/authorize", "token_endpoint": "%2$s/token",
                "registration_endpoint": "%2$s/register", "revocation_endpoint": "%2$s/revoke",
                "authorization_response_iss_parameter_supported": %3$s, "code_challenge_methods_supported": [%4$s],
                "token_endpoint_auth_methods_supported": ["none"]}
                """.formatted(
                                issuerItClaims.isEmpty() ? origin() : issuerItClaims, origin(), namesItself, methods)));
        server.createContext("/register", exchange -> {
            registrations.incrementAndGet();
            answer(exchange, 201, "{\"client_id\": \"client-%d\"}".formatted(registrations.get()));
        });
        server.createContext("/token", this::token);
        server.createContext("/revoke", exchange -> {
            revoked.add(form(exchange).get("token"));
            answer(exchange, 200, "{}");
        });
        server.start();
    }

    public String origin() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    public String url() {
        return origin() + "/mcp";
    }

    public String settings() {
        return "{\"url\": \"%s\"}".formatted(url());
    }

    /** What the person's browser brings back after a yes. */
    public Map<String, String> consent(URI link) {
        var asked = query(link.getRawQuery());
        var code = "code-" + made.incrementAndGet();
        challenges.put(code, asked.get("code_challenge"));
        var answer = new LinkedHashMap<String, String>();
        answer.put("code", code);
        answer.put("state", asked.get("state"));
        if (namesItself) {
            answer.put("iss", origin());
        }
        return answer;
    }

    private void mcp(HttpExchange exchange) throws IOException {
        var message = JSON.readTree(exchange.getRequestBody().readAllBytes());
        var bearer = String.valueOf(exchange.getRequestHeaders().getFirst("Authorization"));
        if (guardsWithout || guarded && !accessTokens.contains(bearer.replaceFirst("^Bearer ", ""))) {
            exchange.getResponseHeaders().set("WWW-Authenticate", "Bearer realm=\"x\", scope=\"read\"");
            answer(exchange, 401, "{\"error\": \"invalid_token\"}");
            return;
        }
        if (message == null || message.isMissingNode()) {
            exchange.sendResponseHeaders(405, -1);
            exchange.close();
            return;
        }
        answer(
                exchange,
                200,
                "{\"jsonrpc\": \"2.0\", \"id\": %s, \"result\": %s}"
                        .formatted(message.path("id"), result(message, bearer)));
    }

    private String result(JsonNode message, String bearer) {
        return switch (message.path("method").asString("")) {
            case "server/discover" -> "{\"resultType\": \"complete\", \"supportedVersions\": [\"2026-07-28\"]}";
            case "tools/list" -> """
                    {"resultType": "complete", "tools": [{"name": "whose", "description": "%s",
                    "inputSchema": {"$schema": "http://json-schema.org/draft-07/schema#", "type": "object",
                    "properties": {"loud": {"type": "boolean"}}}}]}
                    """.formatted(description);
            default ->
                "{\"resultType\": \"complete\", \"content\": [{\"type\": \"text\", \"text\": \"%s\"}]}"
                        // Not the token itself: the platform masks it in whatever comes back.
                        .formatted(bearer.replace("Bearer access-", "caller "));
        };
    }

    private void token(HttpExchange exchange) throws IOException {
        var form = form(exchange);
        tokenRequests.add(form);
        if (tokenStatus != 200) {
            answer(exchange, tokenStatus, "{\"error\": \"server_error\"}");
            return;
        }
        boolean good =
                switch (String.valueOf(form.get("grant_type"))) {
                    case "authorization_code" -> proven(form);
                    case "refresh_token" -> refreshed(form);
                    default -> false;
                };
        if (!good) {
            answer(exchange, 400, "{\"error\": \"invalid_grant\", \"error_description\": \"Not any more.\"}");
            return;
        }
        int number = made.incrementAndGet();
        accessTokens.add("access-" + number);
        refreshTokens.add("refresh-" + number);
        answer(
                exchange,
                200,
                "{\"access_token\": \"access-%d\", \"token_type\": \"Bearer\"%s%s, \"scope\": \"read\"}"
                        .formatted(
                                number,
                                lifetime == null ? "" : ", \"expires_in\": " + lifetime,
                                givesRefreshTokens ? ", \"refresh_token\": \"refresh-%d\"".formatted(number) : ""));
    }

    private boolean proven(Map<String, String> form) {
        var challenge = challenges.remove(String.valueOf(form.get("code")));
        try {
            var digest = java.security.MessageDigest.getInstance("SHA-256")
                    .digest(String.valueOf(form.get("code_verifier")).getBytes(UTF_8));
            return java.util.Base64.getUrlEncoder()
                            .withoutPadding()
                            .encodeToString(digest)
                            .equals(challenge)
                    && url().equals(form.get("resource"));
        } catch (java.security.NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private boolean refreshed(Map<String, String> form) {
        refreshes.incrementAndGet();
        try {
            if (!refreshMayEnd.await(10, TimeUnit.SECONDS)) {
                return false;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
        return refreshTokens.remove(String.valueOf(form.get("refresh_token")));
    }

    private static Map<String, String> form(HttpExchange exchange) throws IOException {
        return query(new String(exchange.getRequestBody().readAllBytes(), UTF_8));
    }

    private static Map<String, String> query(String text) {
        return Arrays.stream(text.split("&"))
                .map(pair -> pair.split("=", 2))
                .collect(Collectors.toMap(pair -> pair[0], pair -> URLDecoder.decode(pair[1], UTF_8)));
    }

    private static void answer(HttpExchange exchange, int status, String body) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, 0);
        exchange.getResponseBody().write(body.getBytes(UTF_8));
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
