package dev.signalbox.local;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** Somebody with a token who calls one of the processes and takes every answer as it comes. */
record Caller(URI base, String authorization) {

    private static final HttpClient CLIENT = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();

    Answer get(String path) throws IOException, InterruptedException {
        return send(request(path).GET());
    }

    Answer post(String path, String json) throws IOException, InterruptedException {
        return send(posting(path, json));
    }

    /** A legacy session; its id. */
    String openSession(String initialize) throws IOException, InterruptedException {
        var response = CLIENT.send(posting("/mcp", initialize).build(), BodyHandlers.ofString());
        return response.headers().firstValue("Mcp-Session-Id").orElseThrow();
    }

    OpenStream listen(String path, String session) {
        var request = HttpRequest.newBuilder(base.resolve(path))
                .header("Authorization", authorization)
                .header("Accept", "text/event-stream")
                .header("Mcp-Session-Id", session)
                .build();
        return new OpenStream(lines -> CLIENT.sendAsync(request, lines));
    }

    OpenStream listen(String path, String json, Map<String, String> headers) {
        var request = posting(path, json);
        headers.forEach(request::header);
        return new OpenStream(lines -> CLIENT.sendAsync(request.build(), lines));
    }

    Answer delete(String path) throws IOException, InterruptedException {
        return send(request(path).DELETE());
    }

    private HttpRequest.Builder posting(String path, String json) {
        return request(path)
                .header("Content-Type", "application/json")
                .header("Accept", "application/json, text/event-stream")
                .POST(BodyPublishers.ofString(json));
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(base.resolve(path))
                .header("Authorization", authorization)
                .timeout(Duration.ofSeconds(30));
    }

    private static Answer send(HttpRequest.Builder request) throws IOException, InterruptedException {
        var response = CLIENT.send(request.build(), BodyHandlers.ofString());
        return new Answer(response.statusCode(), read(response.body()));
    }

    private static JsonNode read(String body) {
        return body.startsWith("{") || body.startsWith("[")
                ? JsonHttp.JSON.readTree(body)
                : JsonHttp.JSON.createObjectNode().put("text", body);
    }
}
