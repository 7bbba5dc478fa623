package dev.signalbox.mcp;

import dev.signalbox.mcp.platform.Json;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;

/** Sends exactly what a test says. */
public final class RawClient {

    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final String address;
    private final List<String> headers;

    RawClient(String address) {
        this(address, List.of("Content-Type", "application/json", "Accept", "application/json, text/event-stream"));
    }

    private RawClient(String address, List<String> headers) {
        this.address = address;
        this.headers = headers;
    }

    public RawClient header(String name, String value) {
        var more = new ArrayList<>(headers);
        more.add(name);
        more.add(value);
        return new RawClient(address, more);
    }

    /** In place of the header's usual value. */
    public RawClient with(String name, String value) {
        var changed = new ArrayList<>(headers);
        changed.set(changed.indexOf(name) + 1, value);
        return new RawClient(address, changed);
    }

    public RawClient query(String query) {
        return new RawClient(address + "?" + query, headers);
    }

    public Response post(String body) {
        return send("POST", body);
    }

    public Response rpc(int id, String method, String params) {
        return post("{\"jsonrpc\":\"2.0\",\"id\":%d,\"method\":\"%s\",\"params\":%s}".formatted(id, method, params));
    }

    public Response send(String method, String body) {
        return sendAsync(method, body).join();
    }

    public CompletableFuture<Response> sendAsync(String method, String body) {
        return sendHttp(method, body).thenApply(Response::new);
    }

    /** A stream of events, read until the server ends it or the test does. */
    public EventReader listen(String method, String body) {
        return new EventReader(HTTP, request(method, body));
    }

    /** Cancelling this closes the connection. */
    public CompletableFuture<HttpResponse<String>> sendHttp(String method, String body) {
        return HTTP.sendAsync(request(method, body), HttpResponse.BodyHandlers.ofString())
                .orTimeout(30, TimeUnit.SECONDS);
    }

    private HttpRequest request(String method, String body) {
        return HttpRequest.newBuilder(URI.create(address))
                .headers(headers.toArray(String[]::new))
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .build();
    }

    /** What came back. */
    public record Response(HttpResponse<String> http) {

        public int status() {
            return http.statusCode();
        }

        public JsonNode json() {
            return Json.MAPPER.readTree(http.body());
        }

        public JsonNode result() {
            return json().path("result");
        }

        public JsonNode error() {
            return json().path("error");
        }

        public String header(String name) {
            return http.headers().firstValue(name).orElse("");
        }
    }
}
