package dev.signalbox.console.oauth;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A client as far as it speaks to the server by itself: it registers, and trades codes and refresh tokens. */
final class OAuthClient {

    static final String REDIRECT = "http://127.0.0.1:33418/callback";
    static final String VERIFIER = "a-verifier-that-is-long-enough-to-be-taken-as-one-0123456789";

    private static final JsonMapper JSON = new JsonMapper();

    record Reply(int status, JsonNode body) {

        String text(String name) {
            return body.path(name).asString("");
        }
    }

    private final HttpClient http = HttpClient.newHttpClient();
    private final String base;

    OAuthClient(int port) {
        this.base = "http://127.0.0.1:" + port;
    }

    Reply register(String metadata) {
        return send(request("/oauth2/register")
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(metadata)));
    }

    String registered() {
        return register("{\"client_name\": \"An editor\", \"redirect_uris\": [\"" + REDIRECT + "\"]}")
                .text("client_id");
    }

    /** What the person's browser opens; an empty value leaves a parameter out. */
    static String question(String clientId, Map<String, String> difference) {
        var asked = new LinkedHashMap<String, String>();
        asked.put("response_type", "code");
        asked.put("client_id", clientId);
        asked.put("redirect_uri", REDIRECT);
        asked.put("scope", "workflow:read workflow:run vault:reveal");
        asked.put("state", "what the client knows");
        asked.put("code_challenge", challenge());
        asked.put("code_challenge_method", "S256");
        asked.put("resource", "http://127.0.0.1:8340/mcp");
        asked.putAll(difference);
        asked.values().removeIf(String::isEmpty);
        return "/oauth2/authorize?" + form(asked);
    }

    Reply trade(String clientId, String code, Map<String, String> difference) {
        var asked = new HashMap<>(Map.of(
                "grant_type", "authorization_code",
                "client_id", clientId,
                "code", code,
                "redirect_uri", REDIRECT,
                "code_verifier", VERIFIER,
                "resource", "http://127.0.0.1:8340/mcp"));
        asked.putAll(difference);
        return post("/oauth2/token", asked);
    }

    Reply renew(String clientId, String refreshToken) {
        return post(
                "/oauth2/token",
                Map.of("grant_type", "refresh_token", "client_id", clientId, "refresh_token", refreshToken));
    }

    Reply post(String path, Map<String, String> fields) {
        return send(request(path)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(form(fields))));
    }

    Reply get(String path) {
        return send(request(path).GET());
    }

    HttpResponse<String> preflight(String path) {
        return exchange(request(path)
                .method("OPTIONS", HttpRequest.BodyPublishers.noBody())
                .header("Origin", "https://inspector.example")
                .header("Access-Control-Request-Method", "POST")
                .header("Access-Control-Request-Headers", "content-type"));
    }

    static Map<String, String> parameters(URI uri) {
        return Arrays.stream(uri.getRawQuery().split("&"))
                .map(pair -> pair.split("=", 2))
                .collect(Collectors.toMap(pair -> pair[0], pair -> URLDecoder.decode(pair[1], StandardCharsets.UTF_8)));
    }

    private static String challenge() {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(VERIFIER.getBytes(StandardCharsets.US_ASCII));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String form(Map<String, String> fields) {
        return fields.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(base + path)).header("Accept", "application/json");
    }

    private Reply send(HttpRequest.Builder request) {
        var answer = exchange(request);
        String body = answer.body();
        return new Reply(
                answer.statusCode(),
                body.startsWith("{")
                        ? JSON.readTree(body)
                        : JSON.createObjectNode().put("text", body));
    }

    private HttpResponse<String> exchange(HttpRequest.Builder request) {
        try {
            return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
